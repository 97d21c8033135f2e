import { dashed, readServiceModel, type ServiceModel, type Shape } from "./models";

/** One call that a command of the AWS CLI makes. */
export interface AwsCall {
  /** "sso-admin" */
  readonly service: string;
  /** "MoveAccount" */
  readonly operation: string;
  /** Named by --region; undefined where the command leaves it to its surroundings. */
  readonly region: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Options of the AWS CLI itself, each with a value. */
const GLOBAL = ["region", "query", "output"];

const models = new Map<string, ServiceModel>();

export function modelOf(service: string): ServiceModel {
  const model = models.get(service) ?? readServiceModel(service);
  models.set(service, model);
  return model;
}

/**
 * Reads a command as the AWS CLI does: the options are the members of the operation's input, with dashes.
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html, read 2026-11.
 *
 * @param words without the quotes of a shell
 * @throws Error when the AWS CLI would refuse it, or AWS would for the form of its input
 */
export function parseAwsCommand([aws, service = "", command = "", ...rest]: readonly string[]): AwsCall {
  if (aws !== "aws") throw new Error(`no command of the AWS CLI: ${aws}`);
  const model = modelOf(service);
  const operation = model.operations.get(command);
  if (operation === undefined) throw new Error(`${service} has no operation ${command}`);
  const members = new Map(
    Object.entries(operation.input.members ?? {}).map(([name, member]) => [
      dashed(name),
      { name, shape: model.shape(member.shape) },
    ]),
  );
  const input: Record<string, unknown> = {};
  let region: string | undefined;
  for (const [option, values] of optionsOf(rest)) {
    if (GLOBAL.includes(option)) {
      if (option === "region") region = values[0];
      continue;
    }
    const negated = members.get(option.replace(/^no-/, ""));
    const member = members.get(option) ?? (negated?.shape.type === "boolean" ? negated : undefined);
    if (member === undefined) throw new Error(`${command} has no option --${option}`);
    if (member.name in input) throw new Error(`--${option} is said twice`);
    input[member.name] = readValue(member.shape, values, { model, option });
  }
  refuseIncomplete(operation.input, input, command);
  return { service, operation: operation.name, region, input };
}

function optionsOf(words: readonly string[]): readonly (readonly [option: string, values: string[]])[] {
  const options: [string, string[]][] = [];
  for (const word of words) {
    if (word.startsWith("--")) options.push([word.slice(2), []]);
    else if (options.length === 0) throw new Error(`${word} belongs to no option`);
    else options.at(-1)![1].push(word);
  }
  return options;
}

interface At {
  readonly model: ServiceModel;
  readonly option: string;
}

function readValue(shape: Shape, words: readonly string[], at: At): unknown {
  const { option, model } = at;
  if (shape.type === "boolean") {
    if (words.length > 0) throw new Error(`--${option} takes no value`);
    return !option.startsWith("no-");
  }
  const [first] = words;
  if (first === undefined) throw new Error(`--${option} has no value`);
  if (/^[[{]/.test(first)) return checked(shape, JSON.parse(first), at);
  if (shape.type === "list") {
    const element = model.shape(shape.member!.shape);
    return checked(
      shape,
      words.map((word) => readValue(element, [word], at)),
      at,
    );
  }
  if (words.length > 1) throw new Error(`--${option} takes one value, and not ${words.join(" ")}`);
  return checked(shape, shape.type === "structure" ? shorthand(shape, first, at) : scalar(shape, first), at);
}

/** "Key=value,Other=value" */
function shorthand(shape: Shape, text: string, { model, option }: At): object {
  const pairs = text.split(",").map((pair) => {
    const [name = "", value = ""] = pair.split("=", 2);
    const member = shape.members?.[name];
    if (member === undefined) throw new Error(`--${option} has no ${name}`);
    return [name, scalar(model.shape(member.shape), value)] as const;
  });
  return Object.fromEntries(pairs);
}

function scalar({ type }: Shape, text: string): unknown {
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return ["integer", "long"].includes(type) ? Number(text) : text;
}

/** @throws Error for a value that is not of the shape; what the shell fills in is taken as it is */
function checked(shape: Shape, value: unknown, at: At): unknown {
  const { option, model } = at;
  const refuse = (what: string): never => {
    throw new Error(`--${option}: ${JSON.stringify(value)} ${what}`);
  };
  switch (shape.type) {
    case "string":
      if (typeof value !== "string") return refuse("is no text");
      if (shape.enum !== undefined && !shape.enum.includes(value)) refuse(`is not one of ${shape.enum}`);
      return value;
    case "boolean":
      return typeof value === "boolean" ? value : refuse("is neither true nor false");
    case "integer":
    case "long":
      if (!Number.isInteger(value)) refuse("is no whole number");
      if ((value as number) < (shape.min ?? -Infinity) || (value as number) > (shape.max ?? Infinity))
        refuse(`is not within ${shape.min} and ${shape.max}`);
      return value;
    case "list":
      if (!Array.isArray(value)) return refuse("is no list");
      for (const each of value) checked(model.shape(shape.member!.shape), each, at);
      return value;
    case "structure":
      if (typeof value !== "object" || value === null) return refuse("is no structure");
      for (const [name, each] of Object.entries(value)) {
        const member = shape.members?.[name] ?? refuse(`has no ${name}`);
        checked(model.shape(member.shape), each, at);
      }
      refuseIncomplete(shape, value, `--${option}`);
      return value;
    default:
      return refuse(`is of a type that nobody has written down: ${shape.type}`);
  }
}

function refuseIncomplete({ required = [] }: Shape, value: object, where: string): void {
  const lacking = required.filter((name) => !(name in value));
  if (lacking.length > 0) throw new Error(`${where} lacks ${lacking.join(", ")}`);
}
