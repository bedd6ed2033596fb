// Clients that were given `/v1` as their base address learn the right one from the API.
export { onRequest } from "../api/[[path]].js";
