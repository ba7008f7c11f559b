"""The names that question files, scripts and people rely on: demos, parameters with their defaults, measures.

The dictionary is the published catalogue. A demo may have more of each (a seed, a cross-check); never fewer.
"""

import pytest

from quizapp.engine import catalogue

MODELS = ("ols", "ridge", "lasso", "elastic_net")
SPARSITY = ("near_zeros", "exact_zeros", "true_found", "false_found", "error", "margin")
DATA = {"seed": 42, "n": 100, "d": 50}

PUBLISHED: dict[str, tuple[dict[str, object], str]] = {
    "decay_step": (
        {"lr": 0.1, "lam": 0.01, "w0": 1.0, "steps": 10, "momentum": 0.0, "grad": 0.0},
        "sgd_weight_decay sgd_penalty sgd_half_penalty sgdw adamw adam_weight_decay adam_penalty predicted_decay "
        "predicted_penalty",
    ),
    "adam_l2_zero_grad": (
        {"lr": 1e-3, "lams": (1e-6, 1e-4, 1e-2, 1.0), "steps": 100, "w0": 1.0},
        "adam_drop_ratio adamw_drop_ratio",
    ),
    "effective_decay": (
        {"scales": (0.1, 1.0, 10.0, 100.0), "lam": 0.1, "lr": 1e-3, "steps": 1000, "reps": 256, "seed": 0},
        "adam_slope adamw_rate_min adamw_rate_max",
    ),
    "double_decay": (
        {"lam": 1e-4, "lr": 1e-3, "steps": 100, "seed": 0},
        "norm_none norm_adamw norm_penalty norm_both shrink_adamw shrink_penalty shrink_ratio",
    ),
    "noop_decay": (
        {"lr": 1e-3, "wd": 1e-5, "steps": 50, "dtype": "float32"},
        "unchanged mean_ratio exact_ratio product threshold",
    ),
    "l1_network": (
        {
            "lam": 1e-3,
            "method": "adam_subgradient",
            "lr": "auto",
            "steps": 1000,
            "nets": 8,
            "signal": False,
            "seed": 0,
        },
        "exact_zeros below_1e6 below_1e5 below_1e4 below_1e3 below_1e2 loss_mean loss_std",
    ),
    "map_1d": (
        {"y": 1.0, "sigma": 1.0, "b": 1.0, "tau": 1.0},
        "map_laplace mean_laplace map_gaussian threshold",
    ),
    "threshold_rules": ({"z": 1.0, "lam": 0.5}, "l0 l1 l2"),
    "ista_fista": (
        {"alpha": 0.1, "seed": 42, "iterations": 200, "gap": 1e-3},
        "ista_iterations fista_iterations cd_sweeps subgradient_iterations exact_zeros_ista exact_zeros_subgradient "
        "optimum",
    ),
    "lasso_path": (
        {**DATA, "noise": 0.1, "alphas": 100, "rho": 0.0},
        "alpha_max support_alpha_low support_alpha_high best_alpha best_error nonzeros_at_best knot_1 knot_2 knot_3 "
        "knot_4",
    ),
    "sparse_regression": (
        {**DATA, "noise": 0.1, "alpha": 0.1, "l1_ratio": 0.5, "ridge_alpha": 1.0, "threshold": 0.01, "seeds": 1},
        " ".join(f"{measure}_{model}" for measure in SPARSITY for model in MODELS) + " rank underdetermined",
    ),
    "alpha_conventions": (
        {"alpha": 0.1, **DATA},
        "ridge_vs_elastic_net ridge_vs_closed_form torch_vs_ridge logistic_kkt unmatched_ridge",
    ),
    "elastic_net_grouping": (
        {"rho": 0.99, "group": 3, "n": 100, "d": 20, "alpha": 0.1, "l1_ratio": 0.5, "boots": 50, "seed": 0},
        "lasso_selected elastic_net_selected lasso_spread elastic_net_spread lasso_sd elastic_net_sd",
    ),
    "ball_contact": (
        {"d": 2, "distance": 2.0, "radius": 1.0, "condition": 1.0, "trials": 20000, "seed": 0},
        "p_vertex p_any_zero mean_nonzeros p_vertex_theory",
    ),
    "prior_density": (
        {"w": 2.0, "sigma": 1.0, "b": 1.0, "match": "none"},
        "gaussian_at_0 laplace_at_0 gaussian_at_w laplace_at_w crossing_1 crossing_2 kink_gaussian kink_laplace "
        "tail_gaussian tail_laplace",
    ),
    "lambda_grid": (
        {
            "lams": (0.0, 1e-5, 1e-4, 1e-3, 1e-2),
            "seeds": 16,
            "epochs": 50,
            "lr": 1e-3,
            "dtype": "float32",
            "data_seed": 0,
        },
        "best_lam lam_effect start_noise noise_over_effect smallest_is_zero",
    ),
    "early_stopping": (
        {"n": 60, "d": 40, "noise": 1.0, "steps": 2000, "seed": 0},
        "best_step best_mse_gd best_mse_ridge mse_ratio matching_alpha",
    ),
    "dropout_ridge": (
        {"p": 0.3, "n": 200, "d": 10, "noise": 0.5, "draws": 4000, "seed": 0},
        "monte_carlo_vs_closed dropout_vs_ols shrink exact_zeros",
    ),
    "norm_weight_decay": (
        {"lr": 0.1, "wd": 0.01, "d": 1000, "steps": 4000, "seed": 0},
        "norm norm_theory angle angle_theory batchnorm_difference",
    ),
    "double_descent": (
        {"n": 50, "d": 20, "noise": 0.5, "seeds": 5},
        "peak_width peak_over_tuned tuned_max_width",
    ),
    "pruning": (
        {"l1": 0.003, "l2": 0.003, "steps": 400, "seeds": 4, "seed": 0},
        "exact_zeros_l1_proximal accuracy_95_plain accuracy_95_l2 accuracy_95_l1_proximal",
    ),
    "bias_decay": (
        {"lam": 0.1, "offset": 10.0, "n": 100, "seed": 0},
        "intercept_penalised intercept_free predicted",
    ),
    "feature_scale": ({"factor": 1000.0, "alpha": 0.1, "seed": 42}, "raw rescaled standardised"),
    "adamw_equilibrium": (
        {"lr": 0.01, "wd": 0.1, "steps": 6000, "coordinates": 2000, "seed": 0},
        "rms theory memory_steps",
    ),
    "reduction_scale": (
        {"n": 100, "lam": 0.01, "seed": 42},
        "prior_variance_sum prior_variance_mean norm_sum norm_mean",
    ),
    "selection_bias": (
        {"n": 100, "d": 50, "noise": 1.0, "seeds": 8},
        "cv_alpha cv_nonzeros support_at_cv support_exists",
    ),
    "decay_schedule": (
        {"lr": 0.01, "wd": 0.1, "steps": 200, "w0": 1.0},
        "constant cosine linear cosine_closed_form",
    ),
}


def test_every_published_demo_is_there():
    assert set(PUBLISHED) <= set(catalogue.names())


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_demo_keeps_its_published_names(name):
    defaults, measures = PUBLISHED[name]
    demo = catalogue.find(name)
    assert {param.name: param.default for param in demo.params}.items() >= defaults.items()
    assert set(measures.split()) <= set(demo.run(catalogue.complete(demo, {}), lambda *_: None).measures)
