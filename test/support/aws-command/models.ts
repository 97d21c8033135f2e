import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** A shape of a service's model, as far as a command line needs it. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

/** What AWS says of one service to those who make clients of it. */
export interface ServiceModel {
  /** Name as on the command line ("move-account") -> the operation's own ("MoveAccount") and its input's shape. */
  readonly operations: ReadonlyMap<string, { readonly name: string; readonly input: Shape }>;
  shape(name: string): Shape;
}

const NO_INPUT: Shape = { type: "structure", members: {} };

/** Where .ci/install-moto puts botocore, which the AWS CLI is made of too. */
function dataFolder(): string {
  const lib = resolve(__dirname, "../../../.venv/moto/lib");
  const [python] = readdirSync(lib).filter((name) => name.startsWith("python"));
  return join(lib, python!, "site-packages/botocore/data");
}

/** @throws Error when there is no such service */
export function readServiceModel(service: string): ServiceModel {
  const folder = join(dataFolder(), service);
  const version = readdirSync(folder).sort().at(-1)!;
  const model = JSON.parse(
    gunzipSync(readFileSync(join(folder, version, "service-2.json.gz"))).toString("utf8"),
  ) as {
    operations: Record<string, { name: string; input?: { shape: string } }>;
    shapes: Record<string, Shape>;
  };
  const shape = (name: string) => model.shapes[name]!;
  const operations = Object.values(model.operations).map(
    ({ name, input }) =>
      [dashed(name), { name, input: input === undefined ? NO_INPUT : shape(input.shape) }] as const,
  );
  return { operations: new Map(operations), shape };
}

/**
 * "ListAWSServiceAccess" -> "list-aws-service-access", as the AWS CLI names operations and options.
 * Source: https://github.com/boto/botocore/blob/develop/botocore/__init__.py (xform_name), read 2026-11.
 */
export function dashed(name: string): string {
  const plural = /[A-Z]{2,}s$/.exec(name)?.[0];
  const whole = plural === undefined ? name : `${name.slice(0, -plural.length)}-${plural.toLowerCase()}`;
  return whole
    .replaceAll(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}
