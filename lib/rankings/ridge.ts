/**
 * λ of every board: a prior of standard deviation 1.41 log-odds, so that one win is no fame and who is unbeaten stays finite. Also
 * the precision with which an image that nobody has judged lies around 0.
 */
export const ridge = 0.5;
