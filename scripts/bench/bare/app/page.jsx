export default function Page() {
  return <h1>A bare cached page</h1>;
}
