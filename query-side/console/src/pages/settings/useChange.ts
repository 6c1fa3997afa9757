import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutletContext } from 'react-router';
import { caughtUp } from '../../api/caughtUp';
import { changeSetting, fetchSettings, hasValue, type NewSetting, type Settings } from '../../api/settings';
import { KEYS } from '../../app/queries';

/** The settings, on the pages that show them. */
export function useShownSettings(): Settings {
  return useOutletContext<Settings>();
}

/** Changes a setting, and shows the settings once the change is in them. */
export function useChange() {
  const queries = useQueryClient();
  // Kept here, since a mutation tells of itself a moment late, in which the control would jump back.
  const [wanted, setWanted] = useState<NewSetting | null>(null);
  const mutation = useMutation({
    mutationFn: changeSetting,
    onSuccess: async (_, setting: NewSetting) => {
      await queries.cancelQueries({ queryKey: KEYS.settings });
      const read = await caughtUp(fetchSettings, (settings) => hasValue(settings, setting));
      if (read !== undefined) {
        queries.setQueryData(KEYS.settings, read);
      }
      void queries.invalidateQueries({ queryKey: KEYS.settingChanges });
    },
    onSettled: () => {
      setWanted(null);
    },
  });
  return {
    /** What it is being changed to, null while nothing is. */
    wanted,
    isPending: wanted !== null,
    error: mutation.error,
    change: (setting: NewSetting) => {
      setWanted(setting);
      mutation.mutate(setting);
    },
  };
}
