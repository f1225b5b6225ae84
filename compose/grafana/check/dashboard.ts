// A dashboard of this stack, as strict as Grafana's published types can say it: a property that they do not know is an error.
import type * as schema from '@grafana/schema';
import type * as barGauge from '@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as gauge from '@grafana/schema/dist/types/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import type * as heatmap from '@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as pieChart from '@grafana/schema/dist/types/raw/composable/piechart/panelcfg/x/PieChartPanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeSeries from '@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type * as raw from '@grafana/schema/dist/types/raw/dashboard/x/dashboard_types.gen';

interface Query {
  datasource: raw.DataSourceRef;
  refId: string;
  expr: string;
  legendFormat: string;
  instant: boolean;
  range: boolean;
  format?: 'table' | 'heatmap' | 'time_series';
  exemplar?: boolean;
  interval?: string;
}

interface Link {
  title: string;
  url: string;
  targetBlank: boolean;
}

interface Panel<Type extends string, Options, Custom>
  extends Omit<raw.Panel, 'type' | 'options' | 'fieldConfig' | 'targets' | 'links'> {
  type: Type;
  options: Options;
  targets: Query[];
  fieldConfig: {
    defaults: Omit<raw.FieldConfig, 'custom' | 'links'> & { custom?: Custom; links?: Link[] };
    overrides: Array<{
      matcher: { id: 'byName' | 'byRegexp'; options: string };
      properties: Array<{ id: string; value: unknown }>;
    }>;
  };
}

interface Row {
  id: number;
  type: 'row';
  title: string;
  collapsed: boolean;
  gridPos: raw.GridPos;
  panels: never[];
}

// Prometheus's annotation queries are not part of the published types.
interface Annotation extends raw.AnnotationQuery {
  expr?: string;
  useValueForTime?: boolean;
  step?: string;
  titleFormat?: string;
  textFormat?: string;
  tagKeys?: string;
}

interface Variable extends Omit<raw.VariableModel, 'current'> {
  current: raw.VariableOption | Record<string, never>;
  definition?: string;
}

export interface StackDashboard
  extends Omit<schema.Dashboard, 'panels' | 'templating' | 'annotations' | 'snapshot'> {
  templating: { list: Variable[] };
  annotations: { list: Annotation[] };
  panels: Array<
    | Row
    | Panel<'timeseries', timeSeries.Options, timeSeries.FieldConfig>
    | Panel<'stat', Partial<stat.Options>, never>
    | Panel<'gauge', gauge.Options, never>
    | Panel<'bargauge', barGauge.Options, never>
    | Panel<'table', table.Options, table.FieldConfig>
    | Panel<'piechart', pieChart.Options, pieChart.FieldConfig>
    | Panel<'heatmap', heatmap.Options, heatmap.FieldConfig>
  >;
}
