import { Skeleton } from "@tradewind/ui/skeleton";
import { messages } from "@/lib/messages";

/** The app's frame while the session is being checked; also what the page is built as ahead of time. */
export function ShellSkeleton() {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <p role="status" className="sr-only">
        {messages.account.checking}
      </p>
      <div className="hidden border-r bg-sidebar p-3 lg:block">
        <Skeleton className="mx-1 mt-1 h-6 w-28" />
        <Skeleton className="mt-6 h-10 w-full" />
        <div className="mt-4 grid gap-2">
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} className="h-7 w-full" />
          ))}
        </div>
      </div>
      <div className="flex h-14 items-center border-b bg-sidebar px-4 lg:hidden">
        <Skeleton className="h-6 w-28" />
      </div>
      <main id="content" className="px-4 py-5 sm:px-6 lg:px-8 lg:py-7">
        <div className="mx-auto max-w-5xl">
          <Skeleton className="h-7 w-40" />
          <Skeleton className="mt-8 h-64 w-full rounded-lg" />
        </div>
      </main>
    </div>
  );
}
