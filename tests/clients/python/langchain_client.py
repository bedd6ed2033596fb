"""LangChain: https://github.com/langchain-ai/langchain"""

from functools import partial

from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI

from driver import BASE_URL, KEY, QUESTION, RESULT, City, serve, structure


@tool
def weather(city: str, unit: str) -> str:
    """The weather in a city"""
    return RESULT


def client(api, model, retries):
    return ChatOpenAI(
        model=model, api_key=KEY, base_url=BASE_URL, max_retries=retries, use_responses_api=api == "responses"
    )


def whole(api, model, retries):
    return {"text": client(api, model, retries).invoke(QUESTION).text}


def streamed(api, model, retries):
    pieces = [chunk.text for chunk in client(api, model, retries).stream(QUESTION) if chunk.text]
    return {"text": "".join(pieces), "pieces": len(pieces)}


def answer_of_call(bound, message):
    call = message.tool_calls[0]
    result = ToolMessage(weather.invoke(call["args"]), tool_call_id=call["id"])
    final = bound.invoke([HumanMessage(QUESTION), message, result])
    return {"tool": call["name"], "arguments": call["args"], "text": final.text}


def tools(api, model, retries):
    bound = client(api, model, retries).bind_tools([weather])
    return answer_of_call(bound, bound.invoke(QUESTION))


def tools_streamed(api, model, retries):
    bound = client(api, model, retries).bind_tools([weather])
    first, *others = bound.stream(QUESTION)
    return answer_of_call(bound, sum(others, first))


def structured(api, model, retries):
    city = client(api, model, retries).with_structured_output(City).invoke(QUESTION)
    return structure(city)


TASKS = {
    "whole": whole,
    "streamed": streamed,
    "tools": tools,
    "tools streamed": tools_streamed,
    "structured": structured,
}
serve({api: {name: partial(task, api) for name, task in TASKS.items()} for api in ["chat", "responses"]})
