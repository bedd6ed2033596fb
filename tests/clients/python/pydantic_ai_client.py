"""Pydantic AI: https://github.com/pydantic/pydantic-ai"""

import asyncio
from functools import partial

from openai import AsyncOpenAI
from pydantic_ai import Agent, NativeOutput, ToolCallPart, ToolOutput
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider

from driver import BASE_URL, KEY, QUESTION, RESULT, City, serve, structure


def weather(city: str, unit: str) -> str:
    """The weather in a city"""
    return RESULT


APIS = {"chat": OpenAIChatModel, "responses": OpenAIResponsesModel}


def agent(api, model, retries, **options):
    client = AsyncOpenAI(api_key=KEY, base_url=BASE_URL, max_retries=retries)
    return Agent(APIS[api](model, provider=OpenAIProvider(openai_client=client)), **options)


def whole(api, model, retries):
    return {"text": agent(api, model, retries).run_sync(QUESTION).output}


def streamed(api, model, retries):
    async def read():
        async with agent(api, model, retries).run_stream(QUESTION) as run:
            return [piece async for piece in run.stream_text(delta=True, debounce_by=None)]

    pieces = asyncio.run(read())
    return {"text": "".join(pieces), "pieces": len(pieces)}


def told(run):
    """The call of a tool, and the final answer, of a run that called it by itself."""
    parts = [part for message in run.all_messages() for part in message.parts]
    call = next(part for part in parts if isinstance(part, ToolCallPart))
    return {"tool": call.tool_name, "arguments": call.args_as_dict(), "text": run.output}


def tools(api, model, retries):
    return told(agent(api, model, retries, tools=[weather]).run_sync(QUESTION))


def structured(api, model, retries, output):
    city = agent(api, model, retries, output_type=output).run_sync(QUESTION).output
    return structure(city)


TASKS = {
    "whole": whole,
    "streamed": streamed,
    "tools": tools,
    "structured": partial(structured, output=NativeOutput(City)),
    "structured by a tool": partial(structured, output=ToolOutput(City, name="City")),
}
serve({api: {name: partial(task, api) for name, task in TASKS.items()} for api in APIS})
