import type { SearchSort } from "@/lib/search/cursor";
import { createRandom } from "@/prisma/seed/random";
import { common, english, japanese, korean, makePosts, models } from "./prompts";

/** Queries of one kind. */
export interface QueryKind {
  readonly name: string;
  readonly sort: SearchSort;
  readonly queries: readonly string[];
}

const each = 30;

/** What people ask for, the same at every call: words as often as prompts have them, and phrases and rare words out of prompts. */
export function makeQueries(): QueryKind[] {
  const random = createRandom(7);
  const many = (make: () => string) => Array.from({ length: each }, make);
  const prompts = [...makePosts(2_000, 1)].map(({ prompt }) => prompt);
  const latin = prompts
    .filter((prompt) => /^[\w ,]+$/.test(prompt))
    .map((prompt) => prompt.replaceAll(",", "").split(/ +/));
  const word = () => common(random, english);
  const phrase = () => {
    const words = random.pick(latin);
    const at = random.int(0, words.length - 2);
    return `"${words[at]} ${words[at + 1]}"`;
  };
  const rare = (): string => {
    const names = random.pick(latin).filter((name) => !english.includes(name));
    return names[0] ?? rare();
  };
  const two = (words: readonly string[]) => words.filter((each) => each.length === 2);
  return [
    { name: "one word", sort: "relevance", queries: many(word) },
    { name: "frequent words", sort: "relevance", queries: many(() => random.pick(english.slice(0, 12))) },
    { name: "two words", sort: "relevance", queries: many(() => `${word()} ${word()}`) },
    { name: "three words", sort: "relevance", queries: many(() => `${word()} ${word()} ${word()}`) },
    { name: "rare words", sort: "relevance", queries: many(rare) },
    {
      name: "parts of words",
      sort: "relevance",
      queries: many(() => random.pick(english.filter(({ length }) => length > 5)).slice(1, 5)),
    },
    { name: "phrases", sort: "relevance", queries: many(phrase) },
    { name: "two characters of Korean", sort: "relevance", queries: many(() => common(random, two(korean))) },
    { name: "Japanese", sort: "relevance", queries: many(() => common(random, japanese)) },
    { name: "without a word", sort: "relevance", queries: many(() => `${word()} -${word()}`) },
    {
      name: "fields",
      sort: "relevance",
      queries: many(() =>
        random.pick([
          `model:"${random.pick(models)}" orientation:portrait`,
          "has:workflow",
          "size:1024x1536",
          `seed:${random.int(0, 9e8)}`,
        ]),
      ),
    },
    {
      name: "a word and fields",
      sort: "relevance",
      queries: many(() => `${word()} model:${random.pick(models)} has:workflow`),
    },
    { name: "one word, newest", sort: "new", queries: many(word) },
    { name: "one word, most liked", sort: "likes", queries: many(word) },
    { name: "two words, top rated", sort: "rating", queries: many(() => `${word()} ${word()}`) },
  ];
}
