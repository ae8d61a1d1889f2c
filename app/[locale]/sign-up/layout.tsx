import { WordsLayout } from "@/components/layout/words-layout";

export default function SignUpLayout({ params, children }: LayoutProps<"/[locale]/sign-up">) {
  return (
    <WordsLayout names={["account"]} params={params}>
      {children}
    </WordsLayout>
  );
}
