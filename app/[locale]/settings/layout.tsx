import { WordsLayout } from "@/components/layout/words-layout";

export default function SettingsLayout({ params, children }: LayoutProps<"/[locale]/settings">) {
  return (
    <WordsLayout names={["account", "settings"]} params={params}>
      {children}
    </WordsLayout>
  );
}
