import type { Control } from "../aws-data/controls";
import type { DescribedParameter } from "../catalogue/describe-parameters";
import type { AccessRequest } from "../evaluate/request";

// The parts that the generated frames of doc pages share, in Markdown.

/** The heading and table of parameters; nothing where there are none. */
export function parameterTable(parameters: readonly DescribedParameter[]): readonly string[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map(
    (each) => `| ${[cell(each.name), text(each.what), text(each.type), defaultText(each)].join(" | ")} |`,
  );
  return ["## Parameters", ["| name | what | type | default |", "|---|---|---|---|", ...rows].join("\n")];
}

/** More values of a default than these are counted. */
const MOST_VALUES = 8;

function defaultText({ required, default: value, defaultFrom }: DescribedParameter): string {
  if (defaultFrom !== undefined) return cell(defaultFrom);
  if (required) return "none: you say it";
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "none";
  if (!Array.isArray(value)) return cell(typeof value === "string" ? value : JSON.stringify(value));
  const more = value.length - MOST_VALUES;
  const shown = value
    .slice(0, MOST_VALUES)
    .map((each) => cell(typeof each === "string" ? each : JSON.stringify(each)));
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/**
 * A table of example requests.
 *
 * @param verdict the heading of its first column
 * @param caller the cell that says who asks
 */
export function requestTable(
  verdict: string,
  requests: readonly AccessRequest[],
  caller: (request: AccessRequest) => string,
): string {
  const rows = requests.map((request) => {
    const { action, resource, context = {} } = request;
    const facts = Object.entries(context).map(([key, value]) => `${key} = ${String(value)}`);
    return `| ${[cell(action), caller(request), cell(resource), cell(facts.join(", "))].join(" | ")} |`;
  });
  return [`| ${verdict} | by | on | with |`, "|---|---|---|---|", ...rows].join("\n");
}

/** The controls that something supports; nothing where there are none. */
export function supports(references: readonly Pick<Control, "id" | "url">[]): readonly string[] {
  const links = references.map(({ id, url }) => `[${id}](${url})`);
  return links.length === 0 ? [] : [`Supports ${links.join(", ")}.`];
}

/** JSON as a block of code. */
export function fenced(value: unknown): string {
  return "```json\n" + JSON.stringify(value, null, 2) + "\n```";
}

/** A cell in code, empty for nothing. */
export function cell(value = ""): string {
  return value === "" ? "" : `\`${text(value)}\``;
}

/** A bar would end the cell. */
function text(value: string): string {
  return value.replaceAll("|", "\\|");
}
