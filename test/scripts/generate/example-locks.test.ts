import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleLocks } from "../../../scripts/generate/example-locks";
import { planFromFiles } from "../../../src/files/plan-files";
import { isDeployable } from "../../../src/policy/deployable";
import { POLICY_TYPES } from "../../../src/policy/types";

const REPOSITORY = join(__dirname, "../../..");

it.each(exampleLocks().map(({ path, text }) => [path, text] as const))("%s is fresh", (path, text) => {
  expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
});

it("the example of policy types has a policy of every type that can be deployed, and no problem", () => {
  const file = (name: string) => ({ path: join(REPOSITORY, "examples/policy-types", name), name });
  const { plan, problems } = planFromFiles(
    {
      organization: file("organization.yaml"),
      snapshot: file("organization.snapshot.json"),
      lock: file("organization.lock.json"),
    },
    Date.parse("2026-12-01T00:00:00Z"),
  );
  expect(problems).toEqual([]);
  const types = plan!.policies.filter(({ managed }) => managed).map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual(POLICY_TYPES.filter(isDeployable).sort());
});
