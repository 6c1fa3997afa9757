{{/* The image that all parts are of. */}}
{{- define "retrace.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* Labels by which the pods of one part are told: (dict "root" . "part" "relay") */}}
{{- define "retrace.selector" -}}
app.kubernetes.io/name: retrace
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "retrace.labels" -}}
{{ include "retrace.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{/* What any container of ours may do. */}}
{{- define "retrace.security" -}}
allowPrivilegeEscalation: false
runAsNonRoot: true
runAsUser: 10001
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{/* One part's container, but for what relays alone have: (dict "root" . "part" "relay" "values" .Values.relay) */}}
{{- define "retrace.container" -}}
name: {{ .part }}
image: {{ include "retrace.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext: {{- include "retrace.security" . | nindent 2 }}
resources: {{- toYaml .values.resources | nindent 2 }}
envFrom:
  - secretRef: {name: {{ .root.Values.secret | quote }}}
env:
  - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
  - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: 5
{{- end }}

{{/* Files that any part reads. */}}
{{- define "retrace.volumes" -}}
- name: settings
  configMap: {name: {{ .root.Release.Name }}-{{ .part }}}
{{- with .root.Values.fleetTlsSecret }}
- name: fleet-tls
  secret: {secretName: {{ . | quote }}}
{{- end }}
{{- end }}

{{- define "retrace.mounts" -}}
- {name: settings, mountPath: /etc/retrace, readOnly: true}
{{- if .root.Values.fleetTlsSecret }}
- {name: fleet-tls, mountPath: /etc/retrace-tls, readOnly: true}
{{- end }}
{{- end }}
