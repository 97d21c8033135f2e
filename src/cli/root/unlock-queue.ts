import type { Arguments } from "../arguments";
import type { Io } from "../io";
import { QUEUE, unlock } from "./unlock";

/** `root unlock-queue ACCOUNT QUEUE` */
export const run = (args: Arguments, io: Io): Promise<number> => unlock(QUEUE, args, io);
