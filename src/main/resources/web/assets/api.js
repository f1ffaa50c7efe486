// The API, as the pages ask it: with the cookie of the session.

export const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** Milliseconds after which nobody will answer any more. */
const PATIENCE = 60_000;

/** What the API refused, and why; status 0 when it cannot be reached. */
export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Asks the API. A refusal is thrown with its reason; when nobody answers, it is tried again. */
export async function ask(method, path, body, headers = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(path, {
        method,
        headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.ok) {
        return { said: new Date(answer.headers.get("Date") ?? Date.now()), json: await answer.json() };
      }
      const problem = await answer.json().catch(() => ({}));
      const reason = answer.status === 401 ? "You are no longer signed in. Sign in again in another tab, then try again."
        : problem.detail ?? `Darkroom answered ${answer.status}.`;
      if (answer.status !== 503 || attempt === 5) {
        throw new Refusal(answer.status, reason);
      }
    } catch (error) {
      if (error instanceof Refusal || attempt === 5) {
        throw error instanceof Refusal ? error : new Refusal(0, "Darkroom cannot be reached.");
      }
    }
    await pause(500 * 2 ** attempt);
  }
}
