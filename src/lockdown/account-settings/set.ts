import { type AccountPasswordPolicy, differingFields, policyToSet } from "./password-policy";
import type { WantedSettings } from "./read-properties";

/** The account, as far as settings go. Each call rejects with whatever AWS says. */
export interface AccountApi {
  /** Null where the account has none. */
  readonly passwordPolicy: () => Promise<AccountPasswordPolicy | null>;
  readonly setPasswordPolicy: (policy: AccountPasswordPolicy) => Promise<void>;
  /** Of every Region of the partition, whether the account has it on. */
  readonly enabledRegions: () => Promise<ReadonlyMap<string, boolean>>;
  readonly isEbsEncrypted: (region: string) => Promise<boolean>;
  readonly encryptEbs: (region: string) => Promise<void>;
}

/** What was done, in words that the custom resource returns as its attributes. */
export interface SettingsReport {
  /** Fields in which the account was stricter than wanted, and stays so; "none" for none. */
  readonly KeptStricter: string;
  /** Regions that the account has not switched on, so that nothing can be set there; "none" for none. */
  readonly RegionsOff: string;
}

/** Settings that could not be read or set. Those that could be are set. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  /** @param failures each names the setting */
  constructor(readonly failures: readonly string[]) {
    super(failures.join("; "));
  }
}

/** Longer texts of AWS hold an encoded message that only the account's administrators can read. */
const MOST_OF_A_FAILURE = 300;

/**
 * Sets what is wanted and not yet so. Nothing is loosened but what was asked for before and is asked for no longer;
 * encryption is never switched off. One setting that fails keeps no other from being set.
 *
 * @param before what was wanted when this was last done; null where that is not known
 * @throws SettingsError that names every setting that failed, and why
 */
export async function setSettings(
  api: AccountApi,
  wanted: WantedSettings,
  before: WantedSettings | null,
): Promise<SettingsReport> {
  const [kept, regions] = await Promise.all([
    attempt("password policy", () => setPolicy(api, wanted, before)),
    attempt("Regions of the account", () => setEncryption(api, wanted.ebsEncryptionRegions)),
  ]);
  const ofRegions = regions.done ? regions.value : [];
  const failures = [kept, regions, ...ofRegions].flatMap((each) => (each.done ? [] : [each.failure]));
  if (failures.length > 0) throw new SettingsError(failures);
  return {
    KeptStricter: listed(kept.done ? kept.value : []),
    RegionsOff: listed(ofRegions.flatMap((each) => (each.done && each.value !== null ? [each.value] : []))),
  };
}

type Attempt<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly failure: string };

async function attempt<T>(setting: string, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { done: true, value: await work() };
  } catch (error) {
    return { done: false, failure: `${setting}: ${wordsOf(error)}` };
  }
}

/** The name of each Region that is off, and null for each that encrypts. */
async function setEncryption(
  api: AccountApi,
  regions: readonly string[],
): Promise<readonly Attempt<string | null>[]> {
  if (regions.length === 0) return [];
  const enabled = await api.enabledRegions();
  return Promise.all(
    regions.map((region) =>
      attempt(`EBS encryption by default in ${region}`, async () => {
        const isOn = enabled.get(region);
        if (isOn === undefined) throw new Error("AWS lists no such Region");
        if (!isOn) return region;
        if (!(await api.isEbsEncrypted(region))) await api.encryptEbs(region);
        return null;
      }),
    ),
  );
}

async function setPolicy(
  api: AccountApi,
  { passwordPolicy: wanted }: WantedSettings,
  before: WantedSettings | null,
): Promise<readonly string[]> {
  if (wanted === null) return [];
  const present = await api.passwordPolicy();
  const policy = policyToSet(wanted, present, before?.passwordPolicy ?? null);
  if (present === null || differingFields(present, policy).length > 0) await api.setPasswordPolicy(policy);
  return differingFields(wanted, policy);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

/** What went wrong, in one line. */
export function wordsOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const words = `${name}: ${message}`;
  return words.length > MOST_OF_A_FAILURE ? `${words.slice(0, MOST_OF_A_FAILURE)}...` : words;
}
