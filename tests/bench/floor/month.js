// The floor of a month's page: the database reads all that the page needs, and answers how much it is.
export async function onRequest({ env }) {
  const found = [];
  for (const [sql, parameter] of JSON.parse(env.STATEMENTS)) {
    const { results } = await env.DB.prepare(sql).bind(parameter).all();
    found.push(results[0]);
  }
  return Response.json(found);
}
