import fc from "fast-check";
import { stringify } from "yaml";
import { parseExpires } from "../../src/organization/expires";
import type { DelegatedAccount, Intent } from "../../src/organization/intent";
import { load, validFile } from "./support";

type Data = typeof validFile extends fc.Arbitrary<infer T> ? T : never;

/** An intent in the shape of the file, nothing left out. */
function asFile(intent: Intent) {
  const { organization, accounts, access } = intent;
  const duty = (delegated: DelegatedAccount | undefined) =>
    delegated && { account: delegated.account, "deploy-role": delegated.deployRole };
  return {
    organization: {
      id: organization.id,
      partition: organization.partition,
      "management-account": organization.managementAccount,
      regions: organization.regions,
      "home-region": organization.homeRegion,
    },
    accounts: {
      security: duty(accounts.security),
      "log-archive": duty(accounts.logArchive),
      identity: duty(accounts.identity),
      iam: duty(accounts.iam),
    },
    access: {
      deployers: access.deployers,
      "member-roles": access.memberRoles,
      "break-glass": access.breakGlass,
    },
    limits: { "loosened-targets": intent.limits.loosenedTargets },
    guardrails: intent.guardrails.map(({ target, guardrails }) => [
      target,
      guardrails.map(({ id, parameters }) => (parameters === undefined ? id : { [id]: parameters })),
    ]),
    exceptions: intent.exceptions.map((exception) => ({
      guardrail: exception.guardrail,
      on: exception.on,
      principals: exception.principals,
      "permission-set": exception.permissionSet,
      owner: exception.owner,
      reason: exception.reason,
      expires: exception.expires,
      "self-ending": exception.selfEnding,
    })),
  };
}

/** The same of the file itself: one or many become many, and what is left out gets its default. */
function filledIn(data: Data) {
  const duty = (written: string | { account: string } | undefined) =>
    written === undefined
      ? undefined
      : {
          "deploy-role": "role/org-guardrails-deployer",
          ...(typeof written === "string" ? { account: written } : written),
        };
  const accounts = data.accounts ?? {};
  return {
    organization: { partition: "aws", ...data.organization },
    accounts: {
      security: duty(accounts.security),
      "log-archive": duty(accounts["log-archive"]),
      identity: duty(accounts.identity),
      iam: duty(accounts.iam),
    },
    access: { "member-roles": [], "break-glass": [], ...data.access },
    limits: { "loosened-targets": 0, ...data.limits },
    guardrails: Object.entries(data.guardrails),
    exceptions: (data.exceptions ?? []).map((exception) => ({
      principals: [],
      "permission-set": undefined,
      "self-ending": true,
      ...exception,
      on: [exception.on].flat(),
      expires: parseExpires(exception.expires),
    })),
  };
}

test.each([
  ["block style", (data: unknown) => stringify(data, { lineWidth: 0 })],
  ["flow style", (data: unknown) => JSON.stringify(data)],
])("every valid file in %s is read as what it says", (_, write) => {
  fc.assert(
    fc.property(validFile, (data) => {
      const { intent, problems } = load(write(data));
      expect(problems).toEqual([]);
      expect(asFile(intent!)).toEqual(filledIn(data));
    }),
    { numRuns: 100 },
  );
});

test("every place points at what it is the place of", () => {
  fc.assert(
    fc.property(validFile, (data) => {
      const text = stringify(data, {
        lineWidth: 0,
        defaultStringType: "QUOTE_DOUBLE",
        defaultKeyType: "PLAIN",
      });
      const lines = text.split("\n");
      const at = ({ line, column }: { line: number; column: number }) => lines[line - 1]!.slice(column - 1);
      for (const { target, place, guardrails } of load(text).intent!.guardrails) {
        expect(at(place)).toContain(target);
        for (const { id, place } of guardrails) expect(at(place)).toMatch(new RegExp(`^"?${id}`));
      }
    }),
    { numRuns: 50 },
  );
});
