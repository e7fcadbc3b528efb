export default function Page() {
  return <h1>Tradewind</h1>;
}
