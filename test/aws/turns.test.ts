import { takeTurns } from "../../src/aws/turns";

const pause = () => new Promise((resolve) => setImmediate(resolve));

test("never more at a time than allowed, and as many as allowed, first come, first served", async () => {
  const inTurn = takeTurns(3);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const task = (number: number) => async () => {
    order.push(number);
    most = Math.max(most, ++running);
    await pause();
    running--;
    return number;
  };
  const numbers = Array.from({ length: 10 }, (_, number) => number);
  expect(await Promise.all(numbers.map((number) => inTurn(task(number))))).toEqual(numbers);
  expect(most).toBe(3);
  expect(order).toEqual(numbers);
});

test("a task that fails gives its turn on", async () => {
  const inTurn = takeTurns(1);
  const failed = inTurn(async () => {
    throw new Error("no");
  });
  const next = inTurn(async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
  expect(await inTurn(async () => "again")).toBe("again");
});
