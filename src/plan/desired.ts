import { compileContent, compileGuardrail, endedStatements } from "../catalogue/compile";
import {
  type AnyAuthorizationGuardrail,
  type AnyManagementGuardrail,
  isAuthorization,
  type OrganizationFacts,
} from "../catalogue/guardrail";
import { obtain } from "../collections";
import type { Tree } from "../organization/tree";
import { canonicalJson } from "../policy/canonical";
import { many, type Statement } from "../policy/document";
import type { ManagementDocument } from "../policy/management/document";
import type { ContentItem, Item, StatementItem } from "../policy/pack/types";
import type { PolicyType } from "../policy/types";
import { doorsOf, exemptPrincipals } from "./doors";
import type { ExpandedException } from "./exceptions";
import type { UseGroup } from "./uses";

/** The slug of the guardrail that the plan adds wherever a name is exempt. */
export const DOOR_GUARDRAIL = "protect-exempt-principals";

type AuthorizationUse = UseGroup<AnyAuthorizationGuardrail>;

/** An item and the nodes that want it. */
export interface PlacedItem {
  readonly type: PolicyType;
  readonly item: Item;
  readonly nodes: readonly string[];
}

interface PlacedStatements extends PlacedItem {
  readonly item: StatementItem;
}

/** A use whose parameters its guardrail does not take. */
export interface BadParameters {
  readonly group: UseGroup;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

export type IdleReason = "not-in-force" | "services-only";

export interface Desire {
  /** What is wanted where, given a set of exceptions; cheap to ask again with one exception fewer. */
  readonly items: (exceptions: readonly ExpandedException[]) => readonly PlacedItem[];
  /** Why an exception spares nobody from anything; undefined when it does. */
  readonly idle: (exception: ExpandedException) => IdleReason | undefined;
  readonly bad: readonly BadParameters[];
}

interface DesireInput {
  readonly groups: readonly UseGroup[];
  readonly facts: OrganizationFacts;
  readonly tree: Tree;
  readonly door: AnyAuthorizationGuardrail;
}

/** Binds what people asked for to statements. Statements are compiled once for each set of exempt names. */
export function desire({ groups, facts, tree, door }: DesireInput): Desire {
  const bad: BadParameters[] = [];
  const sound: AuthorizationUse[] = [];
  const settings: PlacedItem[] = [];
  for (const group of groups) {
    const { guardrail, parameters, nodes } = group;
    if (isAuthorization(guardrail)) {
      const compiled = compileGuardrail(guardrail, parameters, facts);
      if ("problems" in compiled) bad.push({ group, issues: compiled.problems });
      else sound.push({ ...group, guardrail });
    } else {
      const compiled = compileContent(guardrail, parameters, facts);
      if ("problems" in compiled) bad.push({ group, issues: compiled.problems });
      else settings.push({ type: guardrail.type, item: contentItem(guardrail, compiled.content), nodes });
    }
  }

  const compiled = new Map<string, readonly Statement[]>();
  const compile = (
    guardrail: AnyAuthorizationGuardrail,
    parameters: unknown,
    principals: readonly string[],
  ) => {
    const name = `${guardrail.id} ${canonicalJson([parameters, principals])}`;
    return obtain(compiled, name, () => {
      const result = compileGuardrail(guardrail, parameters, facts, { principals });
      if ("problems" in result) {
        throw new Error(`${guardrail.id}: ${result.problems.map(({ message }) => message).join("; ")}`);
      }
      return result.statements;
    });
  };

  const governed = governedAccounts(sound, tree);
  /** The accounts of an exception that a group's statements have to spare. */
  const touched = (group: AuthorizationUse, { source, accounts }: ExpandedException): readonly string[] => {
    if (source.guardrail !== group.guardrail.id) return [];
    // An RCP binds the resource's account, so the principal may live anywhere in the organization.
    if (group.guardrail.type === "RESOURCE_CONTROL_POLICY") return accounts;
    return accounts.filter((account) => governed.get(group)!(account));
  };

  const items = (exceptions: readonly ExpandedException[]): readonly PlacedItem[] => {
    const placed: PlacedStatements[] = [];
    const endings = new Map<string, Ending>();
    for (const group of sound) {
      const { guardrail, parameters, nodes } = group;
      const spared: string[] = [];
      for (const exception of exceptions) {
        for (const account of touched(group, exception)) {
          const principals = exception.principals.get(account)!;
          spared.push(...principals);
          if (exception.source.selfEnding)
            noteEnding(endings, group, account, principals, exception.source.expires);
        }
      }
      const statements = compile(guardrail, parameters, [...new Set(spared)].sort());
      placed.push({ ...itemOf(guardrail, guardrail.id, statements), nodes });
    }
    placed.push(...endedItems(endings, compile));
    placed.push(...doorItems(placed, compile, door, tree, facts));
    return [...placed, ...settings];
  };

  const idle = (exception: ExpandedException): IdleReason | undefined => {
    const groups = sound.filter((group) => touched(group, exception).length > 0);
    if (groups.length === 0) return "not-in-force";
    const binding = groups.flatMap(({ guardrail, parameters }) => compile(guardrail, parameters, []));
    return binding.every(deniesServicesOnly) ? "services-only" : undefined;
  };
  return { items, idle, bad };
}

/** Whether a statement is about AWS services alone, which have no ARN to spare them by. */
function deniesServicesOnly({ Condition }: Statement): boolean {
  const [only, ...others] = many(Condition?.Bool?.["aws:PrincipalIsAWSService"]);
  return others.length === 0 && String(only) === "true";
}

/** For each group, whether an account is at or below one of its nodes. */
function governedAccounts(groups: readonly AuthorizationUse[], tree: Tree) {
  return new Map(
    groups.map((group) => {
      const nodes = new Set(group.nodes);
      return [group, (account: string) => tree.chain(account).some(({ id }) => nodes.has(id))] as const;
    }),
  );
}

/** The statements that end exceptions of one guardrail at one node: expiry -> principals, for each group. */
interface Ending {
  readonly node: string;
  readonly guardrail: AnyAuthorizationGuardrail;
  readonly parts: Map<string, { group: AuthorizationUse; expires: string; principals: Set<string> }>;
}

function noteEnding(
  endings: Map<string, Ending>,
  group: AuthorizationUse,
  account: string,
  principals: readonly string[],
  expires: string,
): void {
  const { guardrail } = group;
  const nodes = guardrail.type === "RESOURCE_CONTROL_POLICY" ? group.nodes : [account];
  for (const node of nodes) {
    const name = `${guardrail.id} ${node}`;
    const ending = obtain(endings, name, () => ({ node, guardrail, parts: new Map() }));
    const part = `${expires} ${canonicalJson(group.parameters)}`;
    const { principals: ended } = obtain(ending.parts, part, () => ({
      group,
      expires,
      principals: new Set(),
    }));
    for (const principal of principals) ended.add(principal);
  }
}

type Compile = (
  guardrail: AnyAuthorizationGuardrail,
  parameters: unknown,
  principals: readonly string[],
) => readonly Statement[];

function endedItems(endings: ReadonlyMap<string, Ending>, compile: Compile): readonly PlacedStatements[] {
  return [...endings.values()].map(({ node, guardrail, parts }) => {
    const ordered = [...parts.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    const statements = ordered.flatMap(([, { group, expires, principals }]) =>
      endedStatements(compile(guardrail, group.parameters, []), guardrail, [...principals].sort(), expires),
    );
    return { ...itemOf(guardrail, `${guardrail.id}/ended`, uniqueSids(statements)), nodes: [node] };
  });
}

/** Two sets of parameters above one account give statements with the same Sid; a policy may hold each once. */
function uniqueSids(statements: readonly Statement[]): readonly Statement[] {
  const seen = new Map<string, number>();
  return statements.map((statement) => {
    const count = (seen.get(statement.Sid!) ?? 0) + 1;
    seen.set(statement.Sid!, count);
    return count === 1 ? statement : { ...statement, Sid: `${statement.Sid}x${count}` };
  });
}

function doorItems(
  placed: readonly PlacedStatements[],
  compile: Compile,
  door: AnyAuthorizationGuardrail,
  tree: Tree,
  facts: OrganizationFacts,
): readonly PlacedStatements[] {
  const isMember = (account: string) =>
    account !== facts.managementAccount && tree.node(account) !== undefined;
  const names = placed.flatMap(({ item }) => exemptPrincipals(item.statements));
  if (doorsOf(names, isMember).size === 0) return [];
  // The guard spares names of its own (the deployers and member roles), which are doors in their turn.
  const own = exemptPrincipals(compile(door, { principals: [...new Set(names)].sort() }, []));
  return [...doorsOf([...names, ...own], isMember)].map(([account, principals]) => ({
    ...itemOf(door, door.id, compile(door, { principals }, [])),
    nodes: [account === "*" ? tree.root.id : account],
  }));
}

function itemOf(
  guardrail: AnyAuthorizationGuardrail,
  id: string,
  statements: readonly Statement[],
): Omit<PlacedStatements, "nodes"> {
  const item = {
    id,
    guardrail: guardrail.id,
    theme: guardrail.theme,
    variant: canonicalJson(statements),
    statements,
  };
  return { type: guardrail.type, item };
}

function contentItem({ id, theme }: AnyManagementGuardrail, content: ManagementDocument): ContentItem {
  return { id, guardrail: id, theme, variant: canonicalJson(content), content };
}
