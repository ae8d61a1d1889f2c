/** A new image is promised so many matches in its first hours. */
export const promised = { matches: 10, hours: 24 } as const;
