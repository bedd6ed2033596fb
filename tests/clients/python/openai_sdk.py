"""The official client: https://github.com/openai/openai-python"""

from typing import Literal

from openai import OpenAI, pydantic_function_tool
from pydantic import BaseModel

from driver import BASE_URL, KEY, QUESTION, RESULT, City, serve, structure

MESSAGES = [{"role": "user", "content": QUESTION}]


class Weather(BaseModel):
    """The weather in a city"""

    city: str
    unit: Literal["celsius", "kelvin"]


TOOLS = [pydantic_function_tool(Weather, name="weather")]


def client(retries):
    return OpenAI(api_key=KEY, base_url=BASE_URL, max_retries=retries)


def whole(model, retries):
    completion = client(retries).chat.completions.create(model=model, messages=MESSAGES)
    return {"text": completion.choices[0].message.content}


def streamed(model, retries):
    # The last chunk has the usage and no choice.
    chunks = client(retries).chat.completions.create(
        model=model, messages=MESSAGES, stream=True, stream_options={"include_usage": True}
    )
    pieces = [choice.delta.content for chunk in chunks for choice in chunk.choices if choice.delta.content]
    return {"text": "".join(pieces), "pieces": len(pieces)}


def answer_of_call(model, retries, message):
    """Sends the result of the called tool, and reads the final answer."""
    call = message.tool_calls[0]
    result = {"role": "tool", "tool_call_id": call.id, "content": RESULT}
    conversation = [*MESSAGES, message.to_dict(), result]
    final = client(retries).chat.completions.create(model=model, messages=conversation, tools=TOOLS)
    arguments = call.function.parsed_arguments.model_dump()
    return {"tool": call.function.name, "arguments": arguments, "text": final.choices[0].message.content}


def tools(model, retries):
    completion = client(retries).chat.completions.parse(model=model, messages=MESSAGES, tools=TOOLS)
    return answer_of_call(model, retries, completion.choices[0].message)


def tools_streamed(model, retries):
    with client(retries).chat.completions.stream(model=model, messages=MESSAGES, tools=TOOLS) as stream:
        completion = stream.get_final_completion()
    return answer_of_call(model, retries, completion.choices[0].message)


def structured(model, retries):
    completion = client(retries).chat.completions.parse(model=model, messages=MESSAGES, response_format=City)
    return structure(completion.choices[0].message.parsed)


def responses_whole(model, retries):
    response = client(retries).responses.create(model=model, input=QUESTION, instructions="Be brief.")
    return {"text": response.output_text}


def responses_streamed(model, retries):
    with client(retries).responses.stream(model=model, input=MESSAGES) as stream:
        pieces = [event.delta for event in stream if event.type == "response.output_text.delta"]
        response = stream.get_final_response()
    return {"text": response.output_text, "pieces": len(pieces)}


def responses_answer_of_call(model, retries, output):
    call = next(item for item in output if item.type == "function_call")
    result = {"type": "function_call_output", "call_id": call.call_id, "output": RESULT}
    conversation = [*MESSAGES, *output, result]
    final = client(retries).responses.parse(model=model, input=conversation, tools=TOOLS)
    arguments = call.parsed_arguments.model_dump()
    return {"tool": call.name, "arguments": arguments, "text": final.output_text}


def responses_tools(model, retries):
    response = client(retries).responses.parse(model=model, input=MESSAGES, tools=TOOLS)
    return responses_answer_of_call(model, retries, response.output)


def responses_tools_streamed(model, retries):
    with client(retries).responses.stream(model=model, input=MESSAGES, tools=TOOLS) as stream:
        response = stream.get_final_response()
    return responses_answer_of_call(model, retries, response.output)


def responses_structured(model, retries):
    response = client(retries).responses.parse(model=model, input=QUESTION, text_format=City)
    return structure(response.output_parsed)


serve(
    {
        "chat": {
            "whole": whole,
            "streamed": streamed,
            "tools": tools,
            "tools streamed": tools_streamed,
            "structured": structured,
        },
        "responses": {
            "whole": responses_whole,
            "streamed": responses_streamed,
            "tools": responses_tools,
            "tools streamed": responses_tools_streamed,
            "structured": responses_structured,
        },
    }
)
