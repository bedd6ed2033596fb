// The only page that loads anything from another site: Turnstile's widget, if the owner has set it up
// (https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/). The page exchanges the widget's
// token for a pass and returns to the chat.
import "./drops.js";

const ACCESS_URL = "/api/access";
const WIDGET_URL = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

const showError = () => (document.getElementById("trouble").hidden = false);
const openChat = () => location.replace("/");

async function exchangeToken(challenge) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(ACCESS_URL, { method: "POST", headers, body: JSON.stringify({ challenge }) });
  if (!response.ok) throw new Error(`${response.status}`);
  openChat();
}

async function start() {
  const { challenge, passed } = await (await fetch(ACCESS_URL)).json();
  if (!challenge || passed) return openChat();
  const script = Object.assign(document.createElement("script"), { src: WIDGET_URL, onerror: showError });
  script.onload = () =>
    globalThis.turnstile.render("#widget", {
      sitekey: challenge,
      callback: (token) => exchangeToken(token).catch(showError),
      "error-callback": showError,
    });
  document.head.append(script);
}

start().catch(showError);
