import { WordsLayout } from "@/components/layout/words-layout";

export default function SignInLayout({ params, children }: LayoutProps<"/[locale]/sign-in">) {
  return (
    <WordsLayout names={["account"]} params={params}>
      {children}
    </WordsLayout>
  );
}
