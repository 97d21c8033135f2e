import type { Arguments } from "../arguments";
import type { Io } from "../io";
import { BUCKET, unlock } from "./unlock";

/** `root unlock-bucket ACCOUNT BUCKET` */
export const run = (args: Arguments, io: Io): Promise<number> => unlock(BUCKET, args, io);
