/** What the site says of who was asked. */
export interface Attempt {
  provider: string;
  model: string;
  outcome: string;
  status: number | null;
  ms: number;
}

export function attempts(response: Response): Attempt[] {
  return JSON.parse(response.headers.get("x-everchat-attempts") ?? "null");
}

/** `provider outcome` of each attempt. */
export function outcomes(response: Response): string[] {
  return attempts(response).map((attempt) => `${attempt.provider} ${attempt.outcome}`);
}

/** The data of each event of a finished stream. */
export function events(stream: string): string[] {
  return stream
    .split("\n\n")
    .filter((event) => event.startsWith("data: "))
    .map((event) => event.slice("data: ".length));
}

/** The words of a finished stream. */
export function words(stream: string): string {
  return events(stream)
    .filter((data) => data !== "[DONE]")
    .map((data) => JSON.parse(data).choices?.[0]?.delta?.content ?? "")
    .join("");
}

/** The error of an answer in OpenAI's shape. */
export async function errorOf(response: Response): Promise<any> {
  return (await response.json()).error;
}

/** The object of each event of a finished stream, whatever its line ends and its other fields. */
export function objects(stream: string): any[] {
  const lines = stream.split(/\r\n|\n|\r/).filter((line) => line.startsWith("data: "));
  return lines.map((line) => line.slice("data: ".length)).filter((data) => data !== "[DONE]").map((data) => JSON.parse(data));
}
