"""OpenAI's agents: https://github.com/openai/openai-agents-python"""

import asyncio
import json
from functools import partial

from agents import Agent, OpenAIChatCompletionsModel, OpenAIResponsesModel, Runner, function_tool
from openai import AsyncOpenAI

from driver import BASE_URL, KEY, QUESTION, RESULT, City, serve, structure


@function_tool
def weather(city: str, unit: str) -> str:
    """The weather in a city"""
    return RESULT


APIS = {"chat": OpenAIChatCompletionsModel, "responses": OpenAIResponsesModel}


def agent(api, model, retries, **options):
    client = AsyncOpenAI(api_key=KEY, base_url=BASE_URL, max_retries=retries)
    return Agent(name="Guide", instructions="Be brief.", model=APIS[api](model, client), **options)


def whole(api, model, retries):
    return {"text": Runner.run_sync(agent(api, model, retries), QUESTION).final_output}


def read_stream(api, model, retries, **options):
    async def read():
        run = Runner.run_streamed(agent(api, model, retries, **options), QUESTION)
        raw = [event.data async for event in run.stream_events() if event.type == "raw_response_event"]
        return run, [event.delta for event in raw if event.type == "response.output_text.delta"]

    return asyncio.run(read())


def streamed(api, model, retries):
    run, pieces = read_stream(api, model, retries)
    return {"text": run.final_output, "pieces": len(pieces)}


def told(run):
    """The call of a tool, and the final answer, of a run that called it by itself."""
    call = next(item.raw_item for item in run.new_items if item.type == "tool_call_item")
    return {"tool": call.name, "arguments": json.loads(call.arguments), "text": run.final_output}


def tools(api, model, retries):
    return told(Runner.run_sync(agent(api, model, retries, tools=[weather]), QUESTION))


def tools_streamed(api, model, retries):
    run, _ = read_stream(api, model, retries, tools=[weather])
    return told(run)


def structured(api, model, retries):
    city = Runner.run_sync(agent(api, model, retries, output_type=City), QUESTION).final_output
    return structure(city)


TASKS = {
    "whole": whole,
    "streamed": streamed,
    "tools": tools,
    "tools streamed": tools_streamed,
    "structured": structured,
}
serve({api: {name: partial(task, api) for name, task in TASKS.items()} for api in APIS})
