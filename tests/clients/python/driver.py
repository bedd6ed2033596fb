"""What the drivers in Python share. A task comes in as a line of JSON, and what became of it goes out as one."""

import json
import os
import sys
import traceback

from pydantic import BaseModel

BASE_URL = os.environ["BASE_URL"]
KEY = "test-token-9999"
QUESTION = "What is the weather in Paris?"
# What the tool says, which the final answer quotes.
RESULT = "21 degrees"


class City(BaseModel):
    """What is asked for in an answer of a given structure."""

    name: str
    river: str


def serve(apis):
    """Does the tasks that come, until there are no more. Each API has its own; a task is given the model and the number
    of retries."""
    # Clients print too.
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        wanted = json.loads(line)
        try:
            said = {"result": apis[wanted["api"]][wanted["task"]](wanted["model"], wanted["retries"])}
        except Exception as error:
            traceback.print_exc()
            said = {"error": describe(error)}
        print(json.dumps(said), file=out, flush=True)


def structure(city):
    """A structured answer, of which the client has made what was asked for."""
    return {"value": city.model_dump()}


def describe(thrown):
    """An error by the name of its class, with what clients tell of the answer behind it."""
    # Some wrap the error in one of their own.
    error = thrown if hasattr(thrown, "status_code") else thrown.__cause__ or thrown
    body = getattr(error, "body", None)
    code = getattr(error, "code", None) or (body.get("code") if isinstance(body, dict) else None)
    status = getattr(error, "status_code", None)
    return {"type": type(thrown).__name__, "status": status, "code": code, "message": str(thrown)}
