import { type Place, RESOURCE_CALLS } from "../aws-data/baseline-calls";

export type Json = Readonly<Record<string, unknown>>;

/** A resource of a template as CloudFormation reads it; a plan's template is plain JSON. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly condition: string | undefined;
  readonly properties: Json;
}

export function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export function resourcesOf(template: object): readonly Resource[] {
  const { Resources } = template as { readonly Resources?: unknown };
  return Object.entries(isRecord(Resources) ? Resources : {}).map(([id, resource]) => {
    const { Type, Condition, Properties } = isRecord(resource) ? resource : {};
    return {
      id,
      type: String(Type),
      condition: typeof Condition === "string" ? Condition : undefined,
      properties: isRecord(Properties) ? Properties : {},
    };
  });
}

/** The Regions, among some, in which a resource stands; where its condition cannot be told, it is taken to stand. */
export function regionsOf(
  { condition }: Pick<Resource, "condition">,
  template: object,
  regions: readonly string[],
): readonly string[] {
  const { Conditions } = template as { readonly Conditions?: unknown };
  const conditions = isRecord(Conditions) ? Conditions : {};
  if (condition === undefined) return regions;
  return regions.filter((region) => holds({ Condition: condition }, conditions, region) !== false);
}

/**
 * Whether a condition on the Region is true; undefined where it asks something else.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html,
 * read 2026-11.
 */
function holds(condition: unknown, conditions: Json, region: string): boolean | undefined {
  if (!isRecord(condition)) return undefined;
  const [[name, argument] = []] = Object.entries(condition);
  const all = (Array.isArray(argument) ? argument : []) as readonly unknown[];
  const answers = () => all.map((each) => holds(each, conditions, region));
  switch (name) {
    case "Condition": {
      const { [String(argument)]: named } = conditions;
      return holds(named, conditions, region);
    }
    case "Fn::Equals": {
      const [one, other] = all.map((each) => (isPseudo(each, "AWS::Region") ? region : each));
      return typeof one === "string" && typeof other === "string" ? one === other : undefined;
    }
    case "Fn::Not":
      return negated(answers()[0]);
    case "Fn::And":
      return negated(either(answers().map(negated)));
    case "Fn::Or":
      return either(answers());
    default:
      return undefined;
  }
}

const negated = (answer: boolean | undefined) => (answer === undefined ? undefined : !answer);

function either(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function isPseudo(value: unknown, name: string): boolean {
  return isRecord(value) && value.Ref === name;
}

/**
 * The text that a value stands for, as an ARN pattern: what is known only when the stack is made is "*".
 *
 * @param arnsOf the ARNs of another resource of the template, by its logical id
 */
export function patternsOf(
  value: unknown,
  place: Place,
  arnsOf: (id: string) => readonly string[] | undefined,
): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((each) => patternsOf(each, place, arnsOf));
  if (!isRecord(value)) return ["*"];
  const { Ref, "Fn::Sub": sub, "Fn::GetAtt": attribute } = value;
  if (typeof Ref === "string") return [pseudo(Ref, place)];
  if (typeof sub === "string")
    return [sub.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => pseudo(name, place))];
  const [id, what] = Array.isArray(attribute) ? attribute : [];
  return (what === "Arn" ? arnsOf(String(id)) : undefined) ?? ["*"];
}

function pseudo(name: string, { partition, account, region }: Place): string {
  const known: Readonly<Record<string, string>> = {
    "AWS::Partition": partition,
    "AWS::AccountId": account,
    "AWS::Region": region,
  };
  return known[name] ?? "*";
}

/** The name that a template gives a resource; undefined where CloudFormation makes one up. */
export function nameOf({ type, properties }: Resource): string | undefined {
  const name = properties[RESOURCE_CALLS[type]?.nameProperty ?? ""];
  return typeof name === "string" ? name : undefined;
}
