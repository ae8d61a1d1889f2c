/** What of a picture words are for. */
export type Role = "positive" | "negative";

/** An input that hands on many things at once, each under its own name: a context, a pipe, a tuple. */
export const isBundle = (name: string): boolean => /(?:^|_)(?:ctx|context|pipe|tuple|bus)(?:_|\d|$)/i.test(name);

/** An input without a meaning of its own: what comes in goes out. */
export const isThrough = (name: string): boolean => /^$|\*|^any|^input|^value|^data|^on_(?:true|false)/i.test(name);

const roles: Readonly<Record<Role, RegExp>> = {
  positive:
    /^(?:(?:text|prompt|cond|conditioning)_)?pos(?:itive)?(?:_(?:text|prompt|cond|conditioning|g|l))*$|^cond1$/i,
  negative: /^(?:(?:text|prompt|cond|conditioning)_)?neg(?:ative)?(?:_(?:text|prompt|cond|conditioning|g|l))*$/i,
};
/** Whether an input is for the one or the other, by its name. */
export const isOf = (role: Role, name: string): boolean => roles[role].test(name);

/** Inputs that never lead to words. */
export const wordless = /model|clip|vae|image|mask|latent|pixels|samples|control_net|strength|percent/i;

export const isNumber = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?[\d.]+$/.test(value));

/** A node that shows the words that come in. */
export const isShowing = ({ type }: { readonly type: string }): boolean => /show|display/i.test(type);
