import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
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
