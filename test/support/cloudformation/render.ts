import type { Template } from "../../../src/lockdown/template/template";

/** Where a stack stands. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** A resource as a stack makes it. What another resource of the stack knows is written as "<LogicalId.Attribute>". */
export interface RenderedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The resources that CloudFormation makes of a template in an account and Region. Knows what our templates use, and
 * throws at anything else: an intrinsic function, a condition or a reference that there is none of.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html and
 * pseudo-parameter-reference.html, read 2026-11.
 */
export function renderTemplate(template: Template, place: StackPlace): readonly RenderedResource[] {
  const pseudo: Readonly<Record<string, string>> = {
    "AWS::AccountId": place.account,
    "AWS::Partition": place.partition,
    "AWS::Region": place.region,
  };

  function pseudoParameter(name: string): string {
    const value = pseudo[name];
    if (value === undefined) throw new Error(`no pseudo parameter ${name}`);
    return value;
  }

  function logicalId(name: unknown): string {
    if (typeof name !== "string" || !Object.hasOwn(template.Resources, name)) {
      throw new Error(`no resource ${String(name)}`);
    }
    return name;
  }

  function holds(condition: unknown): boolean {
    const [name, argument] = only(condition);
    switch (name) {
      case "Condition":
        return named(argument as string);
      case "Fn::Equals": {
        const [one, other, ...more] = (argument as readonly unknown[]).map(resolved);
        if (more.length > 0) throw new Error("Fn::Equals takes two values");
        return one === other;
      }
      case "Fn::Or": {
        const alternatives = argument as readonly unknown[];
        if (alternatives.length < 2 || alternatives.length > 10) {
          throw new Error(`Fn::Or takes two to ten conditions, not ${alternatives.length}`);
        }
        return alternatives.map(holds).includes(true);
      }
      default:
        throw new Error(`no condition function ${name}`);
    }
  }

  function named(name: string): boolean {
    const condition = template.Conditions?.[name];
    if (condition === undefined) throw new Error(`no condition ${name}`);
    return holds(condition);
  }

  function resolved(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== "object" || value === null) return value;
    const [name, argument] = Object.keys(value).length === 1 ? only(value) : ["", null];
    if (name === "Ref") {
      return String(argument).startsWith("AWS::")
        ? pseudoParameter(String(argument))
        : `<${logicalId(argument)}>`;
    }
    if (name === "Fn::Sub") {
      return (argument as string).replace(/\$\{([^}]*)\}/g, (_, variable) => pseudoParameter(variable));
    }
    if (name === "Fn::GetAtt") {
      const [resource, attribute] = argument as readonly string[];
      return `<${logicalId(resource)}.${attribute}>`;
    }
    if (name.startsWith("Fn::")) throw new Error(`no function ${name}`);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
  }

  return Object.entries(template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || named(Condition))
    .map(([id, { Type, Properties }]) => ({
      logicalId: id,
      type: Type,
      properties: resolved(Properties) as Json,
    }));
}

function only(value: unknown): readonly [string, unknown] {
  const entries = Object.entries(value as object);
  if (entries.length !== 1) throw new Error(`one function is wanted: ${JSON.stringify(value)}`);
  return entries[0]!;
}
