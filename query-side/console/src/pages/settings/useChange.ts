import { useMutation, useQueryClient } from '@tanstack/react-query';
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
  return useMutation({
    mutationFn: changeSetting,
    onSuccess: async (_, wanted: NewSetting) => {
      await queries.cancelQueries({ queryKey: KEYS.settings });
      const read = await caughtUp(fetchSettings, (settings) => hasValue(settings, wanted));
      if (read !== undefined) {
        queries.setQueryData(KEYS.settings, read);
      }
      void queries.invalidateQueries({ queryKey: KEYS.settingChanges });
    },
  });
}
