"use client";

import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemAlert } from "@/components/problem-alert";
import { ProblemState } from "@/components/problem-state";
import { useLogout, useMe } from "@/features/account/api/session";
import { team as words } from "@/lib/messages/team";
import { loginPath, paths, withNext } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { useAccept, useOffer } from "../api/team";
import { forgetInvitationToken, keepInvitationToken, readInvitationToken } from "../lib/invitation-token";

const t = words.join;
const never = () => () => undefined;

/** What an invitation's link leads to: what is offered, and the way to take it with the invited account. */
export function Join() {
  const token = useSyncExternalStore(never, readInvitationToken, () => null);
  useEffect(keepInvitationToken, []);
  const offer = useOffer(token ?? "");
  if (token === "") return <Ended title={t.incomplete} text={t.missing} />;
  if (offer.data) return <Offered token={token ?? ""} offer={offer.data} />;
  if (isProblem(offer.error, "invitation_ended") || (isProblem(offer.error) && offer.error.status === 422)) {
    return <Ended title={t.ended} text={t.endedText} />;
  }
  if (offer.isError) {
    return (
      <ProblemState heading="h1" error={offer.error} title={t.failed} onRetry={() => void offer.refetch()} retrying={offer.isFetching} />
    );
  }
  return (
    <div role="status" aria-busy className="grid gap-3">
      <span className="sr-only">{t.loading}</span>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-12" />
      <Skeleton className="h-10" />
    </div>
  );
}

function Ended({ title, text }: { title: string; text: string }) {
  return (
    <Framed title={title} lead={text}>
      <Button asChild variant="outline" size="lg" className="w-full">
        <Link href={paths.stores}>{t.stores}</Link>
      </Button>
    </Framed>
  );
}

function Framed({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{lead}</p>
      <div className="mt-6 grid gap-3">{children}</div>
    </>
  );
}

interface OfferedProps {
  token: string;
  offer: NonNullable<ReturnType<typeof useOffer>["data"]>;
}

function Offered({ token, offer }: OfferedProps) {
  const me = useMe();
  const lead = `${t.lead(offer.store_name, words.roles[offer.role] ?? offer.role)} ${t.for(offer.email)}`;
  return (
    <Framed title={t.title} lead={lead}>
      {me.data ? <Accept token={token} offer={offer} /> : me.isPending ? <Skeleton className="h-10" /> : <SignIn />}
    </Framed>
  );
}

function SignIn() {
  return (
    <>
      <Button asChild size="lg" className="w-full">
        <Link href={loginPath("/join")}>{t.signIn}</Link>
      </Button>
      <Button asChild variant="outline" size="lg" className="w-full">
        <Link href={withNext("/register", "/join")}>{t.register}</Link>
      </Button>
    </>
  );
}

function Accept({ token, offer }: OfferedProps) {
  const router = useRouter();
  const accept = useAccept();
  const logout = useLogout(loginPath("/join"));
  return (
    <>
      {accept.isError ? <ProblemAlert problem={describeProblem(accept.error)} /> : null}
      <Button
        size="lg"
        className="w-full"
        pending={accept.isPending || accept.isSuccess}
        onClick={() =>
          accept.mutate(token, {
            onSuccess: () => {
              forgetInvitationToken();
              toast.success(t.done(offer.store_name));
              router.replace(paths.store(offer.store_id));
            },
          })
        }
      >
        {t.accept(offer.store_name)}
      </Button>
      {isProblem(accept.error, "invitation_for_another") ? (
        <Button variant="outline" size="lg" className="w-full" pending={logout.isPending} onClick={() => logout.mutate()}>
          {t.another}
        </Button>
      ) : null}
    </>
  );
}
