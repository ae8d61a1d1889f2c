import { describe, expect, test } from "vitest";
import { seededRandom } from "@/prisma/seed/random";
import { agreementLimit, testAgreement } from "./agreement";
import { assessVoter, type InspectedVote } from "./assess-voter";
import { authorFocusLimit, testAuthorFocus } from "./author-focus";
import { type CrowdRatings, crowdChances, logistic } from "./crowd";
import { leftShareLimit, testLeftShare } from "./left-share";
import { speedLimit, testSpeed } from "./speed";
