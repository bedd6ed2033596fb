"""Instructor, which is for structured answers: https://github.com/567-labs/instructor"""

import instructor
from openai import OpenAI

from driver import BASE_URL, KEY, QUESTION, City, serve, structure

MESSAGES = [{"role": "user", "content": QUESTION}]


def client(mode, retries):
    return instructor.from_openai(OpenAI(api_key=KEY, base_url=BASE_URL, max_retries=retries), mode=mode)


def structured(mode):
    def task(model, retries):
        city = client(mode, retries).create(model=model, messages=MESSAGES, response_model=City, max_retries=0)
        return structure(city)

    return task


def structured_streamed(model, retries):
    cities = client(instructor.Mode.JSON_SCHEMA, retries).create_partial(
        model=model, messages=MESSAGES, response_model=City
    )
    *parts, city = cities
    return structure(city) | {"pieces": len(parts)}


serve(
    {
        "chat": {
            "structured": structured(instructor.Mode.JSON_SCHEMA),
            "structured by a tool": structured(instructor.Mode.TOOLS),
            "structured streamed": structured_streamed,
        }
    }
)
