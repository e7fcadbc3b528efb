"use client";

import { PackagePlus } from "lucide-react";
import { CursorList } from "@/components/cursor-list";
import { PageHeader } from "@/components/page-header";
import { EditOnly } from "@/features/stores/components/edit-only";
import { NothingYet } from "@/features/stores/components/nothing-yet";
import { useStore } from "@/features/stores/store-context";
import { importing as t } from "@/lib/messages/importing";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { useImportJobs } from "../api/jobs";
import { AddressForm } from "./address-form";
import { JobRow } from "./job-row";

export function JobList() {
  const store = useStore();
  useTitle(t.title, store.name);
  const jobs = useImportJobs(store.id);
  return (
    <>
      <PageHeader title={t.title} description={t.description} back={{ href: paths.research(store.id), label: t.back }} />
      <EditOnly>
        <AddressForm />
      </EditOnly>
      <CursorList
        query={jobs}
        label={t.title}
        words={t}
        empty={<NothingYet icon={PackagePlus} words={t.empty} />}
      >
        {(job) => <JobRow key={job.id} store={store} job={job} />}
      </CursorList>
    </>
  );
}
