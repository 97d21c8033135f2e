import { type Patience, withRetries } from "../../src/aws/retry";

/** Patience that takes no time and notes its waits. */
function noted(random: () => number = () => 0.5): Patience & { readonly waits: number[] } {
  const waits: number[] = [];
  return { waits, random, sleep: async (milliseconds) => void waits.push(milliseconds) };
}

const failure = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

/** An attempt that fails so many times and then answers. */
function failing(times: number, error: Error) {
  let tried = 0;
  const attempt = async () => {
    tried++;
    if (tried <= times) throw error;
    return "answer";
  };
  return { attempt, tried: () => tried };
}

const never = new AbortController().signal;

test.each([
  failure("TooManyRequestsException"),
  failure("ThrottlingException"),
  failure("ConcurrentModificationException"),
  failure("ServiceException"),
  failure("TimeoutError"),
  failure("Error", { code: "ECONNRESET" }),
  failure("Unknown", { $metadata: { httpStatusCode: 503 } }),
  failure("Unknown", { $metadata: { httpStatusCode: 429 } }),
])("$name $code passes", async (error) => {
  const patience = noted();
  const { attempt, tried } = failing(3, error);
  expect(await withRetries(attempt, patience, never)).toBe("answer");
  expect(tried()).toBe(4);
  expect(patience.waits).toHaveLength(3);
});

test.each([
  failure("AccessDeniedException", { $metadata: { httpStatusCode: 400 } }),
  failure("ExpiredTokenException"),
  failure("Error", { code: "ENOTFOUND" }),
  failure("AbortError"),
])("$name $code does not pass", async (error) => {
  const patience = noted();
  const { attempt, tried } = failing(1, error);
  await expect(withRetries(attempt, patience, never)).rejects.toBe(error);
  expect(tried()).toBe(1);
  expect(patience.waits).toEqual([]);
});

test("waits a random part of a time that doubles up to its bound, and gives up after ten tries", async () => {
  const error = failure("ServiceException");
  const least = noted(() => 0);
  const most = noted(() => 0.999999);
  const { attempt, tried } = failing(99, error);
  await expect(withRetries(attempt, most, never)).rejects.toBe(error);
  expect(tried()).toBe(10);
  expect(most.waits.map(Math.round)).toEqual([250, 500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
  await expect(withRetries(failing(99, error).attempt, least, never)).rejects.toBe(error);
  expect(least.waits).toEqual(Array(9).fill(0));
});

test("an abort ends the tries", async () => {
  const stop = new AbortController();
  const error = failure("ServiceException");
  const attempt = async () => {
    stop.abort();
    throw error;
  };
  const patience = noted();
  await expect(withRetries(attempt, patience, stop.signal)).rejects.toBe(error);
  expect(patience.waits).toEqual([]);
});
