import { readProperties, type WantedSettings } from "./read-properties";
import { type AccountApi, SettingsError, type SettingsReport, setSettings, wordsOf } from "./set";

/**
 * What CloudFormation asks of a custom resource.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html, read 2026-11.
 */
export interface SettingsRequest {
  /** Create, Update or Delete. */
  readonly RequestType: string;
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly ResponseURL: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties?: unknown;
  readonly OldResourceProperties?: unknown;
}

/** What it is told. */
export interface SettingsAnswer {
  readonly Status: "SUCCESS" | "FAILED";
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly Data?: SettingsReport;
}

/** An account has these settings once, so they have one name. A new one would make CloudFormation delete the old. */
export const PHYSICAL_ID = "account-settings";

/**
 * Characters of a reason, of two bytes at most. An answer takes 4,096 bytes, ids of stack and request included.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html, read 2026-11.
 */
const MOST_OF_A_REASON = 1000;

/** The answer that something went wrong. */
export function failed(request: SettingsRequest, reason: string): SettingsAnswer {
  const plain = reason.replace(/[^\x20-\x7e]/g, "?");
  const short = plain.length > MOST_OF_A_REASON ? `${plain.slice(0, MOST_OF_A_REASON)}...` : plain;
  return { ...answerTo(request, "FAILED"), Reason: short };
}

/**
 * Does what is asked for, and says how it went. Never rejects: whatever goes wrong is an answer, since CloudFormation
 * waits for one. Delete touches nothing: the settings of an account stay when the stack goes.
 */
export async function answer(api: AccountApi, request: SettingsRequest): Promise<SettingsAnswer> {
  try {
    switch (request.RequestType) {
      case "Delete":
        return { ...answerTo(request, "SUCCESS"), Reason: "The settings of the account stay as they are" };
      case "Create":
      case "Update": {
        const wanted = readProperties(request.ResourceProperties);
        const report = await setSettings(api, wanted, wantedBefore(request));
        return { ...answerTo(request, "SUCCESS"), Reason: "The settings are as wanted", Data: report };
      }
      default:
        return failed(
          request,
          `"${request.RequestType}" is no request that is known here: nothing is changed`,
        );
    }
  } catch (error) {
    return failed(request, error instanceof SettingsError ? error.message : wordsOf(error));
  }
}

/** What an older template asked for. If it cannot be read, nothing is known, and nothing is loosened. */
function wantedBefore({ RequestType, OldResourceProperties }: SettingsRequest): WantedSettings | null {
  if (RequestType !== "Update") return null;
  try {
    return readProperties(OldResourceProperties);
  } catch {
    return null;
  }
}

function answerTo(request: SettingsRequest, status: SettingsAnswer["Status"]) {
  return {
    Status: status,
    PhysicalResourceId: request.PhysicalResourceId ?? PHYSICAL_ID,
    RequestId: request.RequestId,
    StackId: request.StackId,
    LogicalResourceId: request.LogicalResourceId,
  };
}
