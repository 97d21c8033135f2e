import { setTimeout } from "node:timers/promises";
import {
  answer,
  failed,
  type SettingsAnswer,
  type SettingsRequest,
} from "../../lockdown/account-settings/answer";
import type { Patience } from "../retry";
import { accountApi } from "./api";
import { putAnswer } from "./put-answer";

/** What Lambda says of the call. Source: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html, read 2026-11. */
export interface LambdaContext {
  readonly getRemainingTimeInMillis: () => number;
}

/** Milliseconds kept for the answer: half of what there is, and this at most. */
const FOR_THE_ANSWER = 100_000;

/** Milliseconds between the last moment for the answer and the end of the function. */
const TO_SPARE = 500;

const patience: Patience = {
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  random: Math.random,
};

/**
 * The function behind the custom resource: sets what is asked for, and always answers before its time is over.
 *
 * @throws whatever keeps the answer from CloudFormation. Lambda logs it, and calls again, which does no harm.
 */
export async function handler(request: SettingsRequest, context: LambdaContext): Promise<void> {
  const left = context.getRemainingTimeInMillis();
  const given = await answerWithin(request, left - Math.min(FOR_THE_ANSWER, left / 2));
  const rest = Math.max(0, context.getRemainingTimeInMillis() - TO_SPARE);
  await putAnswer(request.ResponseURL, JSON.stringify(given), patience, AbortSignal.timeout(rest));
}

/** The race is against calls that do not heed their signal. */
async function answerWithin(request: SettingsRequest, milliseconds: number): Promise<SettingsAnswer> {
  const over = new AbortController();
  const answered = new AbortController();
  const tooLate = setTimeout(milliseconds, undefined, { signal: answered.signal }).then(() => {
    over.abort();
    return failed(
      request,
      "AWS did not answer in time: some settings may be set, the others are not. An update of the stack tries again",
    );
  });
  try {
    return await Promise.race([tooLate, answer(accountApi(patience, over.signal), request)]);
  } finally {
    answered.abort();
    tooLate.catch(() => undefined);
  }
}
