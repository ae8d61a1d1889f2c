import type { SearchSort } from "@/lib/search/cursor";
import { createRandom } from "@/prisma/seed/random";
import { common, commonAuthor, english, japanese, korean, makePosts, models, samplers } from "./prompts";

/** Queries of one kind. */
export interface QueryKind {
  readonly name: string;
  readonly sort: SearchSort;
  readonly queries: readonly string[];
}

const each = 30;

/** The handle of an author of made posts. */
export const handleOf = (author: number): string => `maker${author}`;

/** What people ask for, the same at every call: words as often as prompts have them, and phrases and rare words out of prompts. */
export function makeQueries(): QueryKind[] {
  const random = createRandom(7);
  const many = (make: () => string) => Array.from({ length: each }, make);
  const posts = [...makePosts(2_000, 1)];
  const prompts = posts.map(({ prompt }) => prompt);
  const loras = posts.flatMap(({ lora }) => lora ?? []);
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
  const author = () => `by:${handleOf(commonAuthor(random))}`;
  /** Of the first week, which ten thousand posts have, a day in it or all before or after. */
  const time = () => {
    const [first, last] = [random.int(1, 6), random.int(1, 6)].sort((a, b) => a - b);
    return random.pick([`from:2024-01-0${first} to:2024-01-0${last}`, `from:2024-01-0${first}`, `to:2024-01-0${last}`]);
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
    { name: "an author", sort: "relevance", queries: many(author) },
    { name: "a word of an author", sort: "relevance", queries: many(() => `${word()} ${author()}`) },
    {
      name: "a sampler",
      sort: "relevance",
      queries: many(() => {
        const sampler = random.pick(samplers);
        return random.pick([`sampler:"${sampler}"`, `sampler:${sampler.split(" ").at(0)}`, `${word()} sampler:dpm`]);
      }),
    },
    { name: "a LoRA", sort: "relevance", queries: many(() => `lora:${random.pick(loras).split("_")[0]}`) },
    { name: "a time", sort: "relevance", queries: many(time) },
    { name: "a word of a time", sort: "relevance", queries: many(() => `${word()} ${time()}`) },
    { name: "an author of a time, most liked", sort: "likes", queries: many(() => `${author()} ${time()}`) },
    { name: "one word, newest", sort: "new", queries: many(word) },
    { name: "one word, most liked", sort: "likes", queries: many(word) },
    { name: "two words, top rated", sort: "rating", queries: many(() => `${word()} ${word()}`) },
  ];
}
