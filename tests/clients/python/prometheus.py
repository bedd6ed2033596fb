"""Prometheus' own parser of OpenMetrics: https://github.com/prometheus/client_python"""

import urllib.request

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from driver import BASE_URL, serve


def read(_model, _retries):
    """Every sample: its name, its labels, its value."""
    with urllib.request.urlopen(BASE_URL.removesuffix("/v1") + "/metrics") as answer:
        text = answer.read().decode()
        families = list(text_string_to_metric_families(text))
        return {
            "type": answer.headers["content-type"],
            "families": [[family.name, family.type, family.unit] for family in families],
            "samples": [[sample.name, sample.labels, sample.value] for family in families for sample in family.samples],
        }


serve({"metrics": {"read": read}})
