"""LiteLLM: https://github.com/BerriAI/litellm"""

import json

import litellm

from driver import BASE_URL, KEY, QUESTION, RESULT, City, serve, structure

# Of a model that it does not know, it would make a stream of a whole answer in the Responses API.
litellm.register_model({"openai/auto": {"litellm_provider": "openai", "supports_native_streaming": True}})

MESSAGES = [{"role": "user", "content": QUESTION}]
PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}, "unit": {"type": "string"}}}
TOOLS = [{"type": "function", "function": {"name": "weather", "parameters": PARAMETERS}}]


def ask(model, retries, messages=MESSAGES, **options):
    return litellm.completion(
        # The part before the slash is the dialect.
        model=f"openai/{model}",
        messages=messages,
        api_base=BASE_URL,
        api_key=KEY,
        max_retries=retries,
        **options,
    )


def whole(model, retries):
    return {"text": ask(model, retries).choices[0].message.content}


def streamed(model, retries):
    chunks = list(ask(model, retries, stream=True))
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content]
    return {"text": "".join(pieces), "pieces": len(pieces)}


def answer_of_call(model, retries, message):
    call = message.tool_calls[0]
    result = {"role": "tool", "tool_call_id": call.id, "content": RESULT}
    final = ask(model, retries, [*MESSAGES, message, result], tools=TOOLS)
    arguments = json.loads(call.function.arguments)
    return {"tool": call.function.name, "arguments": arguments, "text": final.choices[0].message.content}


def tools(model, retries):
    return answer_of_call(model, retries, ask(model, retries, tools=TOOLS).choices[0].message)


def tools_streamed(model, retries):
    chunks = list(ask(model, retries, tools=TOOLS, stream=True))
    return answer_of_call(model, retries, litellm.stream_chunk_builder(chunks).choices[0].message)


def structured(model, retries):
    completion = ask(model, retries, response_format=City)
    return structure(City.model_validate_json(completion.choices[0].message.content))


def respond(model, retries, **options):
    # Here it asks again whatever was wrong, unless it is told otherwise.
    policy = {"BadRequestErrorRetries": 0, "NotFoundErrorRetries": 0, "DefaultRetries": retries}
    return litellm.responses(
        model=f"openai/{model}",
        input=QUESTION,
        api_base=BASE_URL,
        api_key=KEY,
        retry_policy=policy,
        **options,
    )


def responses_whole(model, retries):
    return {"text": respond(model, retries).output_text}


def responses_streamed(model, retries):
    pieces = []
    for event in respond(model, retries, stream=True):
        if event.type == "response.output_text.delta":
            pieces.append(event.delta)
    return {"text": "".join(pieces), "pieces": len(pieces)}


serve(
    {
        "chat": {
            "whole": whole,
            "streamed": streamed,
            "tools": tools,
            "tools streamed": tools_streamed,
            "structured": structured,
        },
        "responses": {"whole": responses_whole, "streamed": responses_streamed},
    }
)
