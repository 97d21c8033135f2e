import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { withNewRights } from "../../src/aws/account-settings/new-rights";
import { putAnswer } from "../../src/aws/account-settings/put-answer";

it("an answer goes to an https address by TLS only, and is tried again", async () => {
  const firstBytes: number[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      firstBytes.push(data[0]!);
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const put = putAnswer(
    url,
    "{}",
    { sleep: async () => undefined, random: () => 0 },
    new AbortController().signal,
  );
  await expect(put).rejects.toThrow();
  await new Promise((resolve) => server.close(resolve));
  // The record of a handshake begins with 22: https://www.rfc-editor.org/rfc/rfc8446#section-5.1.
  expect(new Set(firstBytes)).toEqual(new Set([22]));
  expect(firstBytes.length).toBe(10);
});

it("an answer is given up when its time is over", async () => {
  const put = putAnswer(
    "http://127.0.0.1:9/",
    "{}",
    { sleep: async () => undefined, random: () => 0 },
    AbortSignal.abort(),
  );
  await expect(put).rejects.toThrow(/abort/i);
});

describe("what is denied", () => {
  const denied = (words: string, name = "AccessDenied") => Object.assign(new Error(words), { name });

  async function run(errors: readonly Error[]) {
    const waits: number[] = [];
    let calls = 0;
    const attempt = async () => {
      const error = errors[calls++];
      if (error !== undefined) throw error;
      return "done";
    };
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    const outcome = await withNewRights(attempt, { sleep }, new AbortController().signal).catch(String);
    return { outcome, waits };
  }

  it("is asked again, since a new role's rights take a while to arrive", async () => {
    const early = denied("no identity-based policy allows the action", "UnauthorizedOperation");
    expect(await run([early, early])).toEqual({ outcome: "done", waits: [2000, 4000] });
  });

  it("is given up after a minute", async () => {
    const { outcome, waits } = await run(Array(10).fill(denied("no policy allows")));
    expect(outcome).toBe("AccessDenied: no policy allows");
    expect(waits.reduce((sum, wait) => sum + wait)).toBe(60_000);
  });

  it.each([
    denied("with an explicit deny in a service control policy"),
    denied("a name of its own", "Throttling"),
  ])("is not asked again where that changes nothing: %s", async (error) => {
    expect(await run([error])).toEqual({ outcome: String(error), waits: [] });
  });
});
