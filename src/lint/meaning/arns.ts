import { actionInfo, knownActions } from "../../aws-data/actions";
import { obtain } from "../../collections";
import { globTokens, type Reading, type Token, type Tokens } from "../../evaluate/automata/tokens";
import { withWildcards } from "../../evaluate/reference/pattern";

/** Names in which a colon may stand: the keys of objects, MQTT topics, ids of secrets. */
const FREE_NAMES: ReadonlySet<string> = new Set(["ObjectName", "TopicName", "TopicFilter", "SecretId"]);

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, read 2026-11. */
const NAMES_WITHOUT_SLASH: ReadonlySet<string> = new Set(["BucketName"]);

/**
 * The language of a documented form of an ARN, such as "arn:${Partition}:s3:::${BucketName}/${ObjectName}". A
 * variable may stand for nothing, as the account does in the ARNs of AWS's own resources.
 */
function formTokens(form: string): Tokens {
  return form.split(/(\$\{[^}]*\})/).flatMap((piece): Tokens => {
    if (!piece.startsWith("${")) return globTokens(withWildcards(piece), { except: ":" });
    const name = piece.slice(2, -1);
    if (FREE_NAMES.has(name)) return [{ star: true }];
    return [{ except: NAMES_WITHOUT_SLASH.has(name) ? ":/" : ":", star: true }];
  });
}

/** The language of a text of Resource; a policy variable may stand for anything. */
function resourceTokens(text: string, reading: Reading): Tokens {
  return globTokens(withWildcards(text.replaceAll(/\$\{[^}]*\}/g, "*")), reading);
}

const tokensOfForms = new Map<string, Tokens>();

/**
 * Whether a text of Resource can mean a resource with a documented form of ARN. AWS lets a wildcard run over colons;
 * with `withinParts` it does not, as who wrote it most likely took it.
 */
export function meetsForm(text: string, form: string, { withinParts = false } = {}): boolean {
  const tokens = resourceTokens(text, withinParts ? { except: ":" } : {});
  return tokensMeet(
    tokens,
    obtain(tokensOfForms, form, () => formTokens(form)),
  );
}

/** Whether some word is in both languages. */
export function tokensMeet(a: Tokens, b: Tokens): boolean {
  // meets[j]: whether some word fits what is left of a (from i) and what is left of b (from j).
  let later: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const meets: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      meets[j] = meetFrom(a[i], b[j], { skipA: later[j], skipB: meets[j + 1], skipBoth: later[j + 1] });
    }
    later = meets;
  }
  return later[0]!;
}

interface Rest {
  readonly skipA: boolean | undefined;
  readonly skipB: boolean | undefined;
  readonly skipBoth: boolean | undefined;
}

/** A star is passed over, or takes one character of the other language and stays. */
function meetFrom(a: Token | undefined, b: Token | undefined, { skipA, skipB, skipBoth }: Rest): boolean {
  if (a === undefined && b === undefined) return true;
  if (a?.star && skipA) return true;
  if (b?.star && skipB) return true;
  if (a === undefined || b === undefined || !share(a, b)) return false;
  return (
    (a.star && skipB === true) || (b.star && skipA === true) || (!a.star && !b.star && skipBoth === true)
  );
}

function share(a: Token, b: Token): boolean {
  if (a.only !== undefined) return [...a.only].some((character) => takes(b, character));
  if (b.only !== undefined) return [...b.only].some((character) => takes(a, character));
  return true;
}

function takes({ only, except = "" }: Token, character: string): boolean {
  return only === undefined ? !except.includes(character) : only.includes(character);
}

/** The documented forms of the ARNs that an action can name; none where it names no resource or is not known. */
export function formsOfAction(action: string): readonly string[] {
  return [...new Set(actionInfo(action)?.resources.flatMap(({ arns }) => arns) ?? [])];
}

let formsByService: ReadonlyMap<string, readonly string[]> | undefined;

/** Every documented form of ARN with a service in it: "lambda" as in "arn:aws:lambda:…". */
export function formsOfService(service: string): readonly string[] {
  formsByService ??= allForms();
  return formsByService.get(service) ?? [];
}

function allForms(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const form of new Set(knownActions().flatMap(formsOfAction))) {
    obtain(found, form.split(":")[2]!, () => []).push(form);
  }
  return found;
}
