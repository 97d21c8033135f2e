import { arnForms } from "../../aws-data/actions";
import { obtain } from "../../collections";
import { patternsMeet } from "../../evaluate/automata/meet";
import { globTokens, type Token, type Tokens } from "../../evaluate/automata/tokens";
import { withWildcards } from "../../evaluate/reference/pattern";
import { globsMeet } from "../../plan/changes/globs";

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

const tokensOfForms = new Map<string, Tokens>();

/**
 * Whether a text of Resource can mean a resource with a documented form of ARN. A wildcard may run over colons, and a
 * policy variable may stand for anything.
 */
export function meetsForm(text: string, form: string): boolean {
  const tokens = globTokens(withWildcards(text.replaceAll(/\$\{[^}]*\}/g, "*")));
  return tokensMeet(
    tokens,
    obtain(tokensOfForms, form, () => formTokens(form)),
  );
}

const PARTS = 6;

/** The same, with wildcards that stop at colons, as who wrote them most likely took them. */
export function meetsFormByParts(text: string, form: string): boolean {
  const isFree = [...form.matchAll(/\$\{([^}]*)\}/g)].some(([, name]) => FREE_NAMES.has(name!));
  const partsOf = (one: string) => {
    const parts = one.replaceAll(/\$\{[^}]*\}/g, "*").split(":");
    return isFree ? [...parts.slice(0, PARTS - 1), parts.slice(PARTS - 1).join(":")] : parts;
  };
  const [written, documented] = [partsOf(text), partsOf(form)];
  return (
    written.length === documented.length && written.every((part, at) => globsMeet(part, documented[at]!))
  );
}

/** Whether some word is in both languages. */
export function tokensMeet(a: Tokens, b: Tokens): boolean {
  return patternsMeet(a, b, { isStar: ({ star }) => star, share });
}

function share(a: Token, b: Token): boolean {
  if (a.only !== undefined) return [...a.only].some((character) => takes(b, character));
  if (b.only !== undefined) return [...b.only].some((character) => takes(a, character));
  return true;
}

function takes({ only, except = "" }: Token, character: string): boolean {
  return only === undefined ? !except.includes(character) : only.includes(character);
}

const formsByService = new Map<string, readonly string[]>();

/** Every documented form of ARN of a service that has its name in it: "lambda". */
export function formsOfService(service: string): readonly string[] {
  return obtain(formsByService, service, () =>
    arnForms(service).filter((form) => form.split(":")[2] === service),
  );
}
