import type { PolicyTypeStatus } from "@aws-sdk/client-organizations";
import { type Enabler, enableType, type TypeStatus, typeStatus } from "../../src/aws/enable-type";
import type { Organizations } from "../../src/aws/organizations";

const TYPE = "TAG_POLICY";
const never = new AbortController().signal;

/** A root whose type has each status in turn, and the last one from then on. */
function api(statuses: readonly (PolicyTypeStatus | undefined)[], services: readonly string[] = []) {
  const asked = { root: 0, enable: 0 };
  const root = async () => {
    const Status = statuses[Math.min(asked.root++, statuses.length - 1)];
    return { Id: "r-abcd", PolicyTypes: Status === undefined ? [] : [{ Type: TYPE, Status } as const] };
  };
  const enable = async () => void asked.enable++;
  const fake = { root, enable, trustedServices: async () => services } as unknown as Organizations & Enabler;
  return { asked, fake };
}

const disabled: TypeStatus = { root: "r-abcd", enabled: [], status: "DISABLED" };

test("waits until AWS has finished", async () => {
  const waits: number[] = [];
  const { asked, fake } = api([undefined, "PENDING_ENABLE", "PENDING_ENABLE", "ENABLED"]);
  await enableType(fake, TYPE, disabled, { sleep: async (wait) => void waits.push(wait) }, never);
  expect(asked).toEqual({ root: 4, enable: 1 });
  expect(waits).toEqual([2_000, 2_000, 2_000]);
});

test("asks nothing of AWS that it is doing already", async () => {
  const { asked, fake } = api(["ENABLED"]);
  await enableType(fake, TYPE, { ...disabled, status: "PENDING_ENABLE" }, { sleep: async () => {} }, never);
  expect(asked).toEqual({ root: 1, enable: 0 });
});

test("does not wait for ever", async () => {
  const { asked, fake } = api(["PENDING_ENABLE"]);
  const enabling = enableType(fake, TYPE, disabled, { sleep: async () => {} }, never);
  await expect(enabling).rejects.toThrow("AWS has not finished enabling TAG_POLICY yet");
  expect(asked.root).toBe(60);
});

test.each<[PolicyTypeStatus | undefined, string, string[]]>([
  [undefined, "DISABLED", []],
  ["PENDING_DISABLE", "PENDING_DISABLE", []],
  ["ENABLED", "ENABLED", [TYPE]],
])("a type that AWS lists as %s is %s", async (listed, status, enabled) => {
  expect(await typeStatus(api([listed]).fake, TYPE)).toEqual({ root: "r-abcd", enabled, status });
});

test("trusted access is missing only for the types that need it, and only until it is given", async () => {
  const missing = async (type: "INSPECTOR_POLICY" | "TAG_POLICY", services: string[]) =>
    (await typeStatus(api([undefined], services).fake, type)).missingAccess;
  expect(await missing("INSPECTOR_POLICY", [])).toBe("inspector2.amazonaws.com");
  expect(await missing("INSPECTOR_POLICY", ["inspector2.amazonaws.com"])).toBeUndefined();
  expect(await missing("TAG_POLICY", [])).toBeUndefined();
});
