"""LLM, a command and a library: https://github.com/simonw/llm"""

import json
import os
import tempfile
from functools import partial

from click.testing import CliRunner

from driver import BASE_URL, KEY, QUESTION, RESULT, City, serve, structure

# It is set up by files in its own folder, which it looks for as soon as it is imported.
FOLDER = tempfile.TemporaryDirectory()
os.environ["LLM_USER_PATH"] = FOLDER.name

import llm
from llm.cli import cli

# What the names of the models of each API begin with.
APIS = {"chat": "", "responses": "responses/"}


def add_models():
    """Adds the models that are asked for."""
    common = {"api_base": BASE_URL, "api_key_name": "everchat", "supports_tools": True, "supports_schema": True}
    models = [
        {"model_id": prefix + name, "model_name": name, "responses": api == "responses", **common}
        for name in ["auto", "gpt-9"]
        for api, prefix in APIS.items()
    ]
    # JSON is YAML.
    with open(llm.user_dir() / "extra-openai-models.yaml", "w") as file:
        json.dump(models, file)
    with open(llm.user_dir() / "keys.json", "w") as file:
        json.dump({"everchat": KEY}, file)


def ask(api, model, **options):
    return llm.get_model(APIS[api] + model).prompt(QUESTION, **options)


def whole(api, model, retries):
    return {"text": ask(api, model, stream=False).text()}


def streamed(api, model, retries):
    pieces = list(ask(api, model))
    return {"text": "".join(pieces), "pieces": len(pieces)}


def tools(api, model, retries, stream=False):
    calls = []

    def weather(city: str, unit: str) -> str:
        """The weather in a city"""
        calls.append({"city": city, "unit": unit})
        return RESULT

    text = llm.get_model(APIS[api] + model).chain(QUESTION, tools=[weather], stream=stream).text()
    return {"tool": weather.__name__, "arguments": calls[0], "text": text}


def structured(api, model, retries):
    text = ask(api, model, schema=City, stream=False).text()
    return structure(City.model_validate_json(text))


def command(api, model, retries):
    """The same as a person does it in a terminal."""
    said = CliRunner().invoke(cli, ["prompt", "-m", APIS[api] + model, QUESTION], catch_exceptions=False)
    return {"text": said.output}


TASKS = {
    "whole": whole,
    "streamed": streamed,
    "tools": tools,
    "tools streamed": partial(tools, stream=True),
    "structured": structured,
    "command": command,
}
add_models()
serve({api: {name: partial(task, api) for name, task in TASKS.items()} for api in APIS})
