import fc from "fast-check";
import { deployedSets, isOurs } from "../../../src/identity/plan/changes";
import type { IdentityChange, IdentityPlan } from "../../../src/identity/plan/types";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../../src/organization/identity-snapshot";
import type { Assignment, IdentityIntent } from "../../../src/organization/intent";
import { canonicalJson } from "../../../src/policy/canonical";
import {
  assigned,
  deployedIdentity,
  emptyLive,
  identityIntent,
  identityPlans,
  liveSet,
  setArn,
} from "../../support/identity";
import { MANAGEMENT } from "../../support/organizations";

const lines = (changes: IdentityPlan["changes"]) =>
  changes!.map(({ op, kind, name, detail }) => `${op} ${kind} ${name}${detail === "" ? "" : `: ${detail}`}`);

const [AUDIT, DATA] = [
  assigned("auditors", "security-auditor", ["Prod"]),
  assigned("scientists", "data-scientist", ["lab"]),
];
const intent = identityIntent({ assignments: [AUDIT], attributes: {} });

describe("the writes of a stack", () => {
  test("begin with the set, then its policies, then who has it", () => {
    const { plans } = identityPlans(intent, { live: emptyLive({ groups: [{ id: "g", name: "auditors" }] }) });
    expect(lines(plans[0]!.changes)).toEqual([
      "create permission-set security-auditor",
      "create policy security-auditor: arn:aws:iam::aws:policy/SecurityAudit",
      "create policy security-auditor: arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
      "create policy security-auditor: inline policy",
      "create assignment security-auditor: group auditors on 333333333333",
      "create assignment security-auditor: group auditors on 222222222222",
    ]);
  });

  test("are none where everything is so already, however AWS lays texts out", () => {
    const live = deployedIdentity(identityPlans(intent).plans);
    const [set] = live.permissionSets as [SnapshotPermissionSet];
    const spaced = { ...set, inlinePolicy: JSON.stringify(JSON.parse(set.inlinePolicy), null, 2) };
    const { plans } = identityPlans(intent, { live: { ...live, permissionSets: [spaced] } });
    expect(plans[0]!.changes).toEqual([]);
    expect(plans[0]!.cost).toMatchObject({ requests: 0, seconds: 0, wide: [] });
  });

  test("are one for one assignment more", () => {
    const live = deployedIdentity(identityPlans(intent).plans);
    const more = { ...intent, assignments: [AUDIT, assigned("auditors", "security-auditor", ["lab"])] };
    expect(lines(identityPlans(more, { live }).plans[0]!.changes)).toEqual([
      "create assignment security-auditor: group auditors on 444444444444",
    ]);
  });

  test("end with what goes: first who has it, then its policies, then the set", () => {
    const live = deployedIdentity(identityPlans(intent).plans);
    const { plans } = identityPlans(identityIntent(), { live });
    const ops = plans[0]!.changes!.map(({ op, kind }) => `${op} ${kind}`);
    expect(ops).toEqual([
      "delete assignment",
      "delete assignment",
      "delete policy",
      "delete policy",
      "delete policy",
      "delete permission-set",
    ]);
  });

  test("name whoever was deleted by id", () => {
    const live = { ...deployedIdentity(identityPlans(intent).plans), groups: [] };
    expect(lines(identityPlans(intent, { live }).plans[0]!.changes)).toEqual(
      expect.arrayContaining(["delete assignment security-auditor: GROUP group:auditors on 222222222222"]),
    );
  });

  test("leave alone what does not carry the tag, whatever its name", () => {
    const { plans } = identityPlans(intent);
    const others = liveSet(plans[0]!.permissionSets[0]!, { arn: setArn("others"), name: "others", tags: {} });
    const live = emptyLive({
      permissionSets: [others],
      assignments: [
        { permissionSet: others.arn, principal: { type: "GROUP", id: "x" }, accounts: ["222222222222"] },
      ],
    });
    expect(lines(identityPlans(identityIntent(), { live }).plans[0]!.changes)).toEqual([]);
  });

  test("are not known where a part was not read, but for groups and users", () => {
    const gap = (what: string) =>
      emptyLive({ notRead: [{ what, action: "sso:X", reason: "AWS refused it" }] });
    const changes = (what: string) => identityPlans(intent, { live: gap(what) }).plans[0]!.changes;
    expect(changes("identity.permissionSets[x].inlinePolicy")).toBeNull();
    expect(changes("identity.attributes")).toBeNull();
    expect(changes("identity.groups")).not.toBeNull();
    expect(changes("identity.users")).not.toBeNull();
  });

  test("change the attributes as a whole", () => {
    const wanted = { ...identityIntent({ assignments: [DATA] }), attributes: { team: "${path:a}" } };
    const live = deployedIdentity(identityPlans(wanted).plans);
    const at = (attributes: IdentitySnapshot["attributes"]) =>
      lines(identityPlans(wanted, { live: { ...live, attributes } }).plans[0]!.changes);
    expect(at({ team: "${path:a}" })).toEqual([]);
    expect(at(null)).toEqual(["create attributes attributes for access control: team"]);
    expect(at({ cost: "${path:b}" })).toEqual([
      "update attributes attributes for access control: cost, team",
    ]);
    const none = { ...wanted, attributes: {} };
    expect(lines(identityPlans(none, { live }).plans[0]!.changes)).toEqual([
      "delete attributes attributes for access control: team",
    ]);
  });

  test("make groups with their members, in one stack alone", () => {
    const managed = identityIntent({
      groups: "managed",
      members: { auditors: ["alice", "bob"], idle: [] },
      assignments: [AUDIT],
      managementAccount: [assigned("auditors", "billing", [])],
    });
    const live = emptyLive({
      groups: [{ id: "g", name: "auditors", members: ["u"] }],
      users: [{ id: "u", name: "eve" }],
    });
    const { plans } = identityPlans(managed, { live });
    const rows = plans.map(({ changes }) =>
      lines(changes).filter((line) => /group |membership/.test(line.split(":")[0]!)),
    );
    expect(rows).toEqual([
      [
        "create membership auditors: alice",
        "create membership auditors: bob",
        "delete membership auditors: eve",
        "create group idle",
      ],
      [],
    ]);
  });
});

test("each stack has the sets that it deployed, and the other's are its own business", () => {
  const both = { ...intent, managementAccount: [assigned("owners", "billing", [])] };
  const { plans } = identityPlans(both);
  const live = deployedIdentity(plans);
  const namesIn = (stack: IdentityPlan["stack"]) =>
    deployedSets(live, {
      stack,
      managementAccount: MANAGEMENT,
      permissionSets: [],
      groups: [],
      attributes: {},
    }).map(({ name }) => name);
  expect(namesIn("identity")).toEqual(["security-auditor"]);
  expect(namesIn("identity-management")).toEqual(["billing-mgmt"]);
});

describe("laws", () => {
  const groups = ["devs", "ops"];
  const sets = ["developer", "security-auditor", "data-scientist", "platform-engineer", "billing"];
  const targets = ["Root", "Prod", "Dev", "shop", "lab"];
  const written: fc.Arbitrary<Assignment> = fc
    .record({
      group: fc.constantFrom(...groups),
      set: fc.constantFrom(...sets),
      on: fc.uniqueArray(fc.constantFrom(...targets), { minLength: 1, maxLength: 2 }),
      expires: fc.constantFrom(undefined, undefined, "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
    })
    .map(({ group, set, on, expires }) => assigned(group, set, on, { expires }));
  const section: fc.Arbitrary<IdentityIntent> = fc.record({
    groups: fc.constantFrom("lookup" as const, "managed" as const),
    members: fc.record({ devs: fc.subarray(["alice", "bob"]), ops: fc.subarray(["carol"]) }),
    attributes: fc.constantFrom({}, { team: "${path:a}" }, { team: "${path:b}", cost: "${path:c}" }),
    permissionSets: fc.constantFrom({}, { developer: { "session-duration": "PT2H" } }),
    assignments: fc.array(written, { maxLength: 5 }),
    managementAccount: fc.array(
      fc
        .record({ group: fc.constantFrom(...groups), set: fc.constantFrom(...sets) })
        .map(({ group, set }) => assigned(group, set, [])),
      { maxLength: 2 },
    ),
  });
  /** What happened to it since: settings changed by hand, policies gone, a group deleted. */
  const meddling = fc.record({
    session: fc.boolean(),
    policies: fc.boolean(),
    inline: fc.boolean(),
    group: fc.boolean(),
  });

  type Meddling = typeof meddling extends fc.Arbitrary<infer T> ? T : never;
  function meddled(live: IdentitySnapshot, how: Meddling): IdentitySnapshot {
    return {
      ...live,
      permissionSets: live.permissionSets.map((set, index) =>
        index % 2 === 1
          ? set
          : {
              ...set,
              ...(how.session ? { sessionDuration: "PT12H" } : {}),
              ...(how.policies ? { awsManagedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] } : {}),
              ...(how.inline ? { inlinePolicy: "" } : {}),
            },
      ),
      groups: how.group ? live.groups.filter(({ name }) => name !== "ops") : live.groups,
    };
  }

  /** Everything of ours, as "kind|name|detail" with what it says: the plain reading of a snapshot. */
  function factsOf(live: IdentitySnapshot, own: (name: string) => boolean): Map<string, string> {
    const facts = new Map<string, string>();
    const names = new Map(live.permissionSets.filter(isOurs).map(({ arn, name }) => [arn, name]));
    const people = new Map([...live.groups, ...live.users].map(({ id, name }) => [id, name]));
    for (const set of live.permissionSets.filter((one) => isOurs(one) && own(one.name))) {
      const { name, description, sessionDuration, relayState, tags, boundary } = set;
      facts.set(`permission-set|${name}|`, canonicalJson([description, sessionDuration, relayState, tags]));
      for (const arn of set.awsManagedPolicies) facts.set(`policy|${name}|${arn}`, "");
      for (const { path, name: policy } of set.customerManagedPolicies)
        facts.set(`policy|${name}|customer policy ${path}${policy}`, "");
      if (set.inlinePolicy !== "") facts.set(`policy|${name}|inline policy`, set.inlinePolicy);
      if (boundary !== null) facts.set(`policy|${name}|permissions boundary`, canonicalJson(boundary));
    }
    for (const { permissionSet, principal, accounts } of live.assignments) {
      const name = names.get(permissionSet);
      if (name === undefined || !own(name)) continue;
      const who = people.get(principal.id);
      const kind = principal.type.toLowerCase();
      for (const account of accounts)
        facts.set(
          `assignment|${name}|${who === undefined ? `${principal.type} ${principal.id}` : `${kind} ${who}`} on ${account}`,
          "",
        );
    }
    return facts;
  }

  function sharedFacts(live: IdentitySnapshot, managed: readonly string[]): Map<string, string> {
    const users = new Map(live.users.map(({ id, name }) => [id, name]));
    const facts = new Map<string, string>();
    for (const { name, members } of live.groups.filter((group) => managed.includes(group.name))) {
      facts.set(`group|${name}|`, "");
      for (const id of members ?? []) facts.set(`membership|${name}|${users.get(id)}`, "");
    }
    if (live.attributes !== null && Object.keys(live.attributes).length > 0)
      facts.set("attributes|attributes for access control|", canonicalJson(live.attributes));
    return facts;
  }

  /** Carries out writes one by one; none may come where it cannot be carried out. */
  function carriedOut(
    before: Map<string, string>,
    changes: readonly IdentityChange[],
    wanted: Map<string, string>,
  ) {
    const facts = new Map(before);
    for (const { op, kind, name, detail } of changes) {
      const key = kind === "attributes" ? `${kind}|${name}|` : `${kind}|${name}|${detail}`;
      if (kind === "policy" || kind === "assignment") expect(facts.has(`permission-set|${name}|`)).toBe(true);
      if (op === "delete" && kind === "permission-set")
        expect([...facts.keys()].filter((one) => one.split("|")[1] === name)).toEqual([key]);
      expect(facts.has(key)).toBe(op !== "create");
      if (op === "delete") facts.delete(key);
      else {
        expect(facts.get(key)).not.toBe(wanted.get(key));
        facts.set(key, wanted.get(key)!);
      }
    }
    return facts;
  }

  const sorted = (facts: Map<string, string>) => [...facts].sort();

  test("the writes turn what there is into what is wanted, each where it can be carried out", () => {
    fc.assert(
      fc.property(section, section, meddling, (old, wanted, how) => {
        const live = meddled(deployedIdentity(identityPlans(old).plans), how);
        const { plans } = identityPlans(wanted, { live });
        const done = deployedIdentity(plans);
        for (const { stack, permissionSets, changes, groups } of plans) {
          const others = new Set(
            plans
              .filter((plan) => plan.stack !== stack)
              .flatMap((plan) => plan.permissionSets.map(({ name }) => name)),
          );
          const isOwn = (name: string) =>
            permissionSets.some((set) => set.name === name) ||
            (!others.has(name) && name.endsWith("-mgmt") === (stack === "identity-management"));
          const managed =
            stack === "identity"
              ? groups.flatMap(({ name, members }) => (members === null ? [] : [name]))
              : [];
          const factsAt = (state: IdentitySnapshot) =>
            new Map([...factsOf(state, isOwn), ...(stack === "identity" ? sharedFacts(state, managed) : [])]);
          expect(sorted(carriedOut(factsAt(live), changes!, factsAt(done)))).toEqual(sorted(factsAt(done)));
        }
      }),
      { seed: 21, numRuns: 150 },
    );
  });

  test("the desired state depends neither on the order of the file nor on the moment", () => {
    fc.assert(
      fc.property(section, fc.integer({ min: 0, max: 4 }), (wanted, turn) => {
        const { assignments } = wanted;
        const turned = {
          ...wanted,
          assignments: [...assignments.slice(turn), ...assignments.slice(0, turn)].reverse(),
        };
        const stateOf = (one: IdentityIntent, now: number) =>
          identityPlans(one, { now }).plans.map(({ digest, permissionSets }) => [
            digest,
            permissionSets.map(({ grants, ...set }) => [set, grants.map(({ lines: _, ...grant }) => grant)]),
          ]);
        expect(stateOf(turned, Date.parse("2029-01-01"))).toEqual(stateOf(wanted, Date.parse("2026-12-01")));
      }),
      { seed: 22, numRuns: 150 },
    );
  });
});
