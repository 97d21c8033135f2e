import { z } from "zod";
import { knownActions } from "../src/aws-data/actions";
import { type AnyAuthorizationGuardrail, type AnyGuardrail, guardrail } from "../src/catalogue/guardrail";
import type { Place } from "../src/findings/finding";
import type { Exception, Intent } from "../src/organization/intent";
import type { Snapshot, SnapshotAccount, SnapshotUnit } from "../src/organization/snapshot";

/** The size of a made-up organization. */
export interface Size {
  readonly accounts: number;
  readonly units: number;
  readonly guardrails: number;
  readonly exceptions: number;
}

/** The most that AWS grants: 50,000 accounts in 2,000 units. */
export const LARGEST: Size = { accounts: 50_000, units: 2_000, guardrails: 60, exceptions: 40 };

const PLACE: Place = { file: "organization.yaml", line: 1, column: 1 };
const MANAGEMENT = "999999999999";
const THEMES = ["identity", "logging", "network", "data", "services", "cost"] as const;

const unitId = (index: number) => `ou-big0-${String(index).padStart(8, "0")}`;
const accountId = (index: number) => String(100_000_000_000 + index);

/** Four levels of ten units and less: 10 + 100 + 1,000 + the rest below them. */
function units(count: number): readonly SnapshotUnit[] {
  return Array.from({ length: count }, (_, index) => ({
    id: unitId(index),
    name: `unit-${index}`,
    parent: index < 10 ? "r-big0" : unitId(Math.floor(index / 10) - 1),
  }));
}

function accounts(size: Size): readonly SnapshotAccount[] {
  const members = Array.from({ length: size.accounts - 1 }, (_, index) => ({
    id: accountId(index),
    name: `account-${index}`,
    parent: unitId(index % size.units),
    state: "ACTIVE",
  }));
  return [...members, { id: MANAGEMENT, name: "management", parent: "r-big0", state: "ACTIVE" }];
}

/** Facts of an organization in which nothing of ours is deployed yet. */
export function largeSnapshot(size: Size): Snapshot {
  const all = { units: units(size.units), accounts: accounts(size) };
  return {
    formatVersion: 1,
    organization: { id: "o-biggestever", managementAccount: MANAGEMENT },
    root: { id: "r-big0", name: "Root" },
    policyTypes: ["SERVICE_CONTROL_POLICY"],
    ...all,
    policies: [
      {
        id: "p-FullAWSAccess",
        name: "FullAWSAccess",
        description: "",
        type: "SERVICE_CONTROL_POLICY",
        awsManaged: true,
        tags: {},
        content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
        targets: ["r-big0", ...all.units.map(({ id }) => id), ...all.accounts.map(({ id }) => id)].sort(),
      },
    ],
  };
}

/** Guardrails of about 400 characters each, of six themes, beside the one that the plan adds by itself. */
export function largeCatalogue(
  size: Size,
  door: AnyAuthorizationGuardrail,
): readonly AnyAuthorizationGuardrail[] {
  const actions = knownActions();
  const made = Array.from({ length: size.guardrails }, (_, index) =>
    guardrail<object>({
      id: `deny-thing-${String.fromCharCode(97 + Math.floor(index / 10))}-${index % 10}`,
      type: "SERVICE_CONTROL_POLICY",
      theme: THEMES[index % THEMES.length]!,
      title: `Thing ${index}`,
      rationale: "made up",
      references: [],
      parameters: z.strictObject({}),
      statements: () => [
        {
          Effect: "Deny",
          Action: actions.slice(index * 200, index * 200 + 12),
          Resource: "*",
          ...(index % 3 === 0 && {
            Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
          }),
        },
      ],
      requests: () => ({ denied: [], allowed: [] }),
    }),
  );
  return [...made, door];
}

/** Six guardrails on the root, two on each of the upper 110 units, one on every other unit in turn. */
export function largeIntent(size: Size, catalogue: readonly AnyGuardrail[]): Intent {
  const ids = catalogue.filter(({ automatic }) => !automatic).map(({ id }) => id);
  const uses = (...indices: readonly number[]) =>
    indices.map((index) => ({ id: ids[index % ids.length]!, parameters: undefined, place: PLACE }));
  const below = Array.from({ length: size.units }, (_, index) => ({
    target: unitId(index),
    place: PLACE,
    guardrails: index < 110 ? uses(6 + (index % 40), 7 + (index % 40)) : uses(48 + (index % 12)),
  }));
  return {
    organization: {
      id: "o-biggestever",
      partition: "aws",
      managementAccount: MANAGEMENT,
      regions: ["eu-west-1"],
      homeRegion: "eu-west-1",
    },
    accounts: {},
    access: { deployers: [], memberRoles: [], breakGlass: [] },
    limits: { loosenedTargets: 0 },
    guardrails: [{ target: "Root", place: PLACE, guardrails: uses(0, 1, 2, 3, 4, 5) }, ...below],
    exceptions: Array.from(
      { length: size.exceptions },
      (_, index): Exception => ({
        guardrail: ids[index % 6]!,
        on: [accountId(index * 7)],
        principals: [`role/exempt-${index}`],
        owner: "owner@example.com",
        reason: "made up",
        expires: "2030-01-01T00:00:00Z",
        selfEnding: true,
        place: PLACE,
      }),
    ),
    assertions: [],
    file: "organization.yaml",
  };
}
